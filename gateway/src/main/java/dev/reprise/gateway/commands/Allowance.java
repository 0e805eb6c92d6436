package dev.reprise.gateway.commands;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many commands one partition is given at a time, so that those it takes are answered soon: as many as come while answers are
 * quick; when they are slow, what it answers within the time that is aimed at (Little's law); when they are so slow that callers
 * would give up, a few, to see whether that is over. Commands that bring work in get three quarters, so that reports, which
 * get work out of the way, find room. Safe for use by many threads, but for {@link #tick}.
 */
final class Allowance {
    /** So many even when answers are slow for another reason, a machine that is short of processors or others who fill the partition. */
    private static final int FEW = 64;

    private static final double NEW_WORK = 0.75;
    private static final double HEADROOM = 0.8;
    private static final double GROWTH = 0.5;
    private static final double FORGETTING = 0.3;
    /** From this part of the target on, answers that take longer mean that commands queue up: not yet late, but soon. */
    private static final int EVIDENT = 4;

    private static final double DECAY_PER_TICK = 0.95;
    /** So long it takes to give half as many more where nobody asks for them. */
    private static final long CALM_NANOS = Duration.ofSeconds(5).toNanos();

    private static final long PROBE_NANOS = Duration.ofSeconds(1).toNanos();

    private final int most;
    private final long target;
    private final long patience;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final LongAdder answers = new LongAdder();
    private final LongAdder answerNanos = new LongAdder();
    private final AtomicLong newestAnswered = new AtomicLong();
    private final AtomicLong probedAt;
    private volatile double limit;
    private volatile boolean scarce;
    private volatile boolean hopeless;

    /** For {@link #tick} only. */
    private double rate;

    private double peak;
    private long tickedAt;

    /**
     * All of it, to begin with.
     *
     * @param most most commands at a time, 1 or more
     * @param target how soon answers shall come
     * @param patience how long an answer is waited for
     */
    Allowance(int most, Duration target, Duration patience, long now) {
        this.most = most;
        this.target = target.toNanos();
        this.patience = patience.toNanos();
        limit = most;
        tickedAt = now;
        newestAnswered.set(now - PROBE_NANOS); // the command that it is made for may have begun a moment ago
        probedAt = new AtomicLong(now);
    }

    /** So many of these are for commands that bring work in, 1 at least. */
    static int forNewWork(double all) {
        return Math.max(1, (int) (all * NEW_WORK));
    }

    /** Whether one more may be sent; whoever gets yes says when it is {@link #over}. One a second may at any rate. */
    boolean enter(boolean newWork, long now) {
        int room = newWork ? forNewWork(limit) : (int) limit;
        int before = inFlight.getAndUpdate(count -> count < room ? count + 1 : count);
        if (before < room) {
            return true;
        }
        scarce = true;
        long probed = probedAt.get();
        if (now - probed > PROBE_NANOS && probedAt.compareAndSet(probed, now)) {
            inFlight.incrementAndGet();
            return true;
        }
        return false;
    }

    /** A command is not waited for any more. */
    void over() {
        inFlight.decrementAndGet();
    }

    /** A command was answered by the engine. */
    void answered(long startedAt, long now) {
        answers.increment();
        answerNanos.add(now - startedAt);
        newestAnswered.accumulateAndGet(startedAt, (a, b) -> a - b > 0 ? a : b);
    }

    /** A command got no answer in time. */
    void unanswered(long startedAt) {
        hopeless |= tells(startedAt);
    }

    /** Whether a command still counts when it is asked how far behind the partition is: none that came later has its answer. */
    boolean tells(long startedAt) {
        return startedAt - newestAnswered.get() > 0;
    }

    /**
     * Looks at how long answers take, some twenty times a second.
     *
     * @param oldest age of the oldest command that {@link #tells}, 0 if there is none
     */
    void tick(long now, long oldest) {
        long took = Math.max(1, now - tickedAt);
        tickedAt = now;
        long count = answers.sumThenReset();
        long nanos = answerNanos.sumThenReset();
        rate += FORGETTING * (count / (double) took - rate);
        peak = Math.max(rate, peak * DECAY_PER_TICK);
        long waited = Math.max(oldest, count == 0 ? 0 : nanos / count);
        if (hopeless) {
            hopeless = false;
            waited = Math.max(waited, patience);
        }
        boolean wanted = scarce;
        scarce = false;
        boolean inTime = waited * 2 < patience;
        if (count > 0 && inTime) {
            limit = Math.max(limit, Math.min(FEW, most));
        }
        if (waited > target || (waited > target / EVIDENT && inFlight.get() > rate * target)) {
            int least = inTime ? Math.min(FEW, most) : 1;
            limit = Math.max(least, Math.min(limit, peak * target * HEADROOM));
        } else if (count > 0 && waited < target / 2) { // silence proves nothing
            long within = wanted ? Math.max(took, waited) : CALM_NANOS;
            limit = Math.min(most, limit + limit * GROWTH * took / within + (wanted ? 1 : 0));
        }
    }

    /** Most commands at a time, as things stand. */
    int limit() {
        return (int) limit;
    }

    int inFlight() {
        return inFlight.get();
    }
}
