package dev.reprise.gateway.activation;

import dev.reprise.gateway.commands.Outcome;
import dev.reprise.reply.ActivatedJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A poll that has no answer yet. */
final class Waiter {
    final Poll poll;
    private final Caller caller;
    private long lookedAt;
    final long deadline;
    final CompletableFuture<Activation> answer;
    private final List<BitSet> asked = new ArrayList<>();
    private final List<ActivatedJob> jobs = new ArrayList<>();
    private @Nullable Outcome fault;
    private boolean answered;
    private boolean asking;
    private boolean ended;

    Waiter(Poll poll, Caller caller, long now, long deadline, CompletableFuture<Activation> answer) {
        this.poll = poll;
        this.caller = caller;
        this.lookedAt = now;
        this.deadline = deadline;
        this.answer = answer;
        poll.wanted().forEach(each -> asked.add(new BitSet()));
    }

    /** Whether it may ask now: it is not asking already, and not answered. */
    boolean idle() {
        return !asking && !ended;
    }

    boolean asking() {
        return asking;
    }

    boolean ended() {
        return ended;
    }

    void end() {
        ended = true;
    }

    /** Whether its client has hung up, as far as is known from a look not longer ago than this. */
    boolean isGone(long now, Duration every) {
        if (now - lookedAt < every.toNanos()) {
            return false;
        }
        lookedAt = now;
        return caller.gone();
    }

    /** Whether it would ask this partition for these, given whether the partition may have any. */
    boolean wouldAsk(int wanted, int partition, boolean open) {
        boolean before = asked.get(wanted).get(partition);
        if (poll.impatient()) {
            return !before;
        }
        return open && !(before && !jobs.isEmpty());
    }

    void asks(int wanted, int partition) {
        asked.get(wanted).set(partition);
        asking = true;
    }

    /** Jobs came, or the answer that there are none. */
    void gets(List<ActivatedJob> more) {
        asking = false;
        answered = true;
        fault = null;
        jobs.addAll(more);
    }

    /** The question failed. */
    void fails(Outcome why) {
        asking = false;
        fault = why;
    }

    /** Whether any partition ever answered it. */
    boolean answered() {
        return answered;
    }

    /** What went wrong when it asked last; null if nothing did. */
    @Nullable
    Outcome fault() {
        return fault;
    }

    List<ActivatedJob> jobs() {
        return jobs;
    }

    int missing() {
        return poll.maxJobs() - jobs.size();
    }
}
