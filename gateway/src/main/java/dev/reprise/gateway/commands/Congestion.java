package dev.reprise.gateway.commands;

import dev.reprise.command.ActivateJobs;
import dev.reprise.command.CreateJob;
import dev.reprise.gateway.commands.PendingAnswers.Pending;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import org.apache.avro.specific.SpecificRecord;

/** What each partition is given at a time ({@link Allowance}): one that is slow holds up nobody else. Safe for use by many threads. */
final class Congestion {
    private final GatewaySettings settings;
    private final LongSupplier nanoTime;
    private final ConcurrentMap<Integer, Allowance> allowances = new ConcurrentHashMap<>();

    Congestion(GatewaySettings settings, LongSupplier nanoTime) {
        this.settings = settings;
        this.nanoTime = nanoTime;
    }

    /** Whether a command brings work in, rather than getting some out of the way. */
    static boolean bringsWork(SpecificRecord command) {
        return command instanceof CreateJob || command instanceof ActivateJobs;
    }

    /** Whether a partition may be sent one more; whoever gets yes says what it was with {@link #watch} or takes it back with {@link #leave}. */
    boolean enter(SpecificRecord command, int partition) {
        return of(partition).enter(bringsWork(command), nanoTime.getAsLong());
    }

    /** Nothing was sent after all. */
    void leave(int partition) {
        of(partition).over();
    }

    /** Learns from the answer when it comes. */
    void watch(Pending pending) {
        Allowance allowance = of(pending.partition);
        var unused = pending.answer.thenAccept(outcome -> {
            allowance.over();
            if (outcome instanceof Outcome.Unknown) {
                if (pending.appended) {
                    allowance.unanswered(pending.startedAt);
                }
            } else if (!(outcome instanceof Outcome.NotAppended)) {
                allowance.answered(pending.startedAt, nanoTime.getAsLong());
            }
        });
    }

    /**
     * Adapts to what has become of commands since the last time. What is not in the log yet says nothing of the engine; of a log that
     * cannot be reached {@link Reachability} knows.
     */
    void tick(Iterable<Pending> open) {
        long now = nanoTime.getAsLong();
        ConcurrentMap<Integer, Long> oldest = new ConcurrentHashMap<>();
        for (Pending pending : open) {
            if (pending.appended && of(pending.partition).tells(pending.startedAt)) {
                oldest.merge(pending.partition, now - pending.startedAt, Math::max);
            }
        }
        allowances.forEach((partition, allowance) -> allowance.tick(now, oldest.getOrDefault(partition, 0L)));
    }

    /** Most commands at a time over all partitions that were asked so far, as things stand. */
    double limit() {
        double sum = allowances.values().stream().mapToInt(Allowance::limit).sum();
        return Math.min(sum, settings.mostInFlight());
    }

    private Allowance of(int partition) {
        return allowances.computeIfAbsent(
                partition,
                made -> new Allowance(
                        settings.mostInFlight(), settings.answerTarget(), settings.patience(), nanoTime.getAsLong()));
    }
}
