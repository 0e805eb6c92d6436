package dev.reprise.processor.streams;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * When a thread commits. An answer may be given when its command is committed, so commits are to come soon; but each costs as much as
 * some ten commands, more where Kafka is far away, replicated, or busy.
 *
 * <p><b>As a rule</b> at the interval that was asked for, and never sooner after a commit than three times what that commit took: at most
 * a quarter of a thread's time goes into commits, unless they are very slow. With the interval alone, a cluster whose commits take 400 ms
 * would work for 10 ms between two of them (seen on a starved machine: six commands a second, with half a minute of backlog).
 *
 * <p><b>At once</b> if nothing else that was polled is waiting, and only a few commands came lately: a command that comes alone would
 * wait for the interval in company of nobody, half the time that its answer takes (measured: 12.7 instead of 19.4 ms on a busy
 * machine). The first condition counts most when the machine is slow: without it, commits of one command each keep the rate so low
 * that every command passes for a lone one.
 */
final class CommitPace {
    /** At most 200 commits a second come of it. */
    static final int FEW = 20;

    static final long LATELY = TimeUnit.MILLISECONDS.toNanos(100);

    /** However long commits take: an answer is waited for no longer than a few seconds. */
    static final long LONGEST = TimeUnit.MILLISECONDS.toNanos(500);

    /** A thread works for so many times the time that a commit takes before it commits again. */
    private static final int WORK_PER_COMMIT = 3;

    /** The last commits count for this much less than all before them. */
    private static final int MEMORY = 4;

    private static final ThreadLocal<CommitPace> OF_THREAD = ThreadLocal.withInitial(CommitPace::new);

    private final long[] lastTimes = new long[FEW];
    private int oldest;
    private int seen;
    private int waiting;
    private long interval;
    private long cost;
    private long committedAt = Long.MIN_VALUE;

    /** That of the present thread. */
    static CommitPace ofThread() {
        return OF_THREAD.get();
    }

    /** How long after a commit the next one comes, if commits are quick. */
    void every(Duration asked) {
        interval = asked.toNanos();
    }

    /**
     * A commit has ended.
     *
     * @param took nanoseconds
     * @param now nanoseconds since anything
     */
    void committed(long took, long now) {
        cost = cost == 0 ? took : cost + (took - cost) / MEMORY;
        committedAt = now;
    }

    /** Nanoseconds until the next commit is due; 0 or less if it is. */
    long untilDue(long now) {
        long work = Math.max(interval, Math.min(LONGEST, WORK_PER_COMMIT * cost));
        return committedAt == Long.MIN_VALUE ? 0 : committedAt + work - now;
    }

    /** Whether a commit has ended since then, and what had been written by then is committed. */
    boolean committedSince(long then) {
        return committedAt != Long.MIN_VALUE && committedAt - then > 0;
    }

    /** A poll has brought so many commands, for all tasks of the thread. */
    void polled(int count) {
        waiting = count;
    }

    /**
     * A command has been worked off; whether to commit at once.
     *
     * @param now nanoseconds since anything
     */
    boolean workedOff(long now) {
        waiting = Math.max(0, waiting - 1);
        boolean few = seen < FEW || now - lastTimes[oldest] >= LATELY;
        lastTimes[oldest] = now;
        oldest = (oldest + 1) % FEW;
        seen = Math.min(FEW, seen + 1);
        return few && waiting == 0;
    }
}
