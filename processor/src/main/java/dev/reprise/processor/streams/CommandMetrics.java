package dev.reprise.processor.streams;

import dev.reprise.event.JobRetryDue;
import dev.reprise.event.JobTimedOut;
import dev.reprise.processor.engine.Result;
import dev.reprise.processor.metrics.Meter;
import dev.reprise.processor.metrics.Metrics;
import dev.reprise.processor.metrics.Metrics.Counter;
import dev.reprise.processor.metrics.Metrics.Histogram;
import dev.reprise.reply.CommandAccepted;
import dev.reprise.reply.CommandRejected;
import dev.reprise.reply.JobsActivated;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** Counts what one task decides. Used by one thread; handles are kept, since this runs for every command. */
final class CommandMetrics {
    private record Decided(Class<?> command, String outcome) {}

    private final Metrics metrics;
    private final Map<Decided, Counter> commands = new HashMap<>();
    private final Map<Class<?>, Counter> events = new HashMap<>();
    private final Histogram age;
    private final Histogram retryLateness;
    private final Histogram leaseLateness;
    private final Histogram activated;
    private final Counter replies;
    private final Counter repliesLost;
    private final Counter forwarded;
    private final Counter notices;

    CommandMetrics(Metrics metrics) {
        this.metrics = metrics;
        age = metrics.histogram(Meter.COMMAND_AGE);
        retryLateness = metrics.histogram(Meter.RETRY_LATENESS);
        leaseLateness = metrics.histogram(Meter.LEASE_LATENESS);
        activated = metrics.histogram(Meter.ACTIVATED_JOBS);
        replies = metrics.counter(Meter.REPLIES);
        repliesLost = metrics.counter(Meter.REPLIES_LOST);
        forwarded = metrics.counter(Meter.FORWARDED);
        notices = metrics.counter(Meter.NOTICES);
    }

    /** A command has been decided. */
    void decided(SpecificRecord command, Result result, long millisOld) {
        age.record(Math.max(0, millisOld));
        commands.computeIfAbsent(
                        new Decided(command.getClass(), outcome(result)),
                        key -> metrics.counter(
                                Meter.COMMANDS, command.getSchema().getName(), key.outcome))
                .increment();
        if (result.answer() instanceof CommandRejected rejected) {
            metrics.counter(
                            Meter.REJECTIONS,
                            rejected.getCommandType(),
                            rejected.getType().name())
                    .increment();
        } else if (result.answer() instanceof JobsActivated answer) {
            activated.record(answer.getJobs().size());
        }
        events(result);
    }

    /** Events have been written. */
    void events(Result result) {
        for (SpecificRecord event : result.events()) {
            events.computeIfAbsent(
                            event.getClass(),
                            type -> metrics.counter(
                                    Meter.EVENTS, event.getSchema().getName()))
                    .increment();
        }
    }

    /** A due row has acted. */
    void fired(Result result) {
        events(result);
        for (SpecificRecord event : result.events()) {
            if (event instanceof JobRetryDue retry) {
                retryLateness.record(retry.getLateness());
            } else if (event instanceof JobTimedOut timeout) {
                leaseLateness.record(timeout.getOccurredAt().toEpochMilli()
                        - timeout.getDeadline().toEpochMilli());
            }
        }
    }

    void replied() {
        replies.increment();
    }

    void replyLost() {
        repliesLost.increment();
    }

    void noticed() {
        notices.increment();
    }

    void forwarded() {
        forwarded.increment();
    }

    void deadLetter(DeadLetterReason reason) {
        metrics.counter(Meter.DEAD_LETTERS, reason.name()).increment();
    }

    private static String outcome(Result result) {
        if (result.answer() instanceof CommandRejected rejected) {
            return rejected.getRepeated() ? "repeated" : "rejected";
        }
        return result.answer() instanceof CommandAccepted accepted && accepted.getRepeated() ? "repeated" : "accepted";
    }
}
