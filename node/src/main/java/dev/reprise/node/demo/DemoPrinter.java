package dev.reprise.node.demo;

import dev.reprise.event.IncidentCreated;
import dev.reprise.event.IncidentResolved;
import dev.reprise.event.JobErrorThrown;
import dev.reprise.event.JobFailed;
import dev.reprise.event.JobRetryDue;
import dev.reprise.event.JobRetryScheduled;
import dev.reprise.event.JobTimedOut;
import dev.reprise.reply.CommandRejected;
import dev.reprise.schemas.JobKeys;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Says in a line what happens. Of what happens often, only the first are said, and the rest is counted. */
final class DemoPrinter {
    private static final int OFTEN = 25;
    /** Header of a dead letter that says what is wrong with it (Kafka Streams, KIP-1034). */
    private static final String WHAT_IS_WRONG = "__streams.errors.message";

    private final PrintStream out;
    private final long start = System.nanoTime();
    private final Map<String, Integer> said = new HashMap<>();
    private final Map<Long, JobFailed> failures = new HashMap<>();

    DemoPrinter(PrintStream out) {
        this.out = out;
    }

    void say(String text) {
        out.printf("%6.1f s  %s%n", (System.nanoTime() - start) / 1e9, text);
    }

    void decided(SpecificRecord decision) {
        if (decision instanceof JobFailed failed) {
            failures.put(failed.getJobKey(), failed);
            if (failed.getStopReason() == null && failed.getBackOff() == 0) {
                often(
                        failed,
                        "failed, attempt %d: %s -> again at once"
                                .formatted(failed.getAttempt(), failed.getErrorMessage()));
            }
        } else if (decision instanceof JobRetryScheduled scheduled) {
            often(
                    scheduled,
                    "failed, attempt %d: %s -> again in %,d ms"
                            .formatted(
                                    scheduled.getAttempt() - 1,
                                    message(scheduled.getJobKey()),
                                    scheduled.getBackOff()));
        } else if (decision instanceof JobRetryDue due) {
            often(due, "due again, %d ms after its time".formatted(due.getLateness()));
        } else if (decision instanceof JobTimedOut timedOut) {
            line(timedOut, "worker hung: lease ran out, %d retries left".formatted(timedOut.getRetries()));
        } else if (decision instanceof IncidentCreated incident) {
            line(incident, "INCIDENT %s: %s".formatted(incident.getReason(), incident.getErrorMessage()));
        } else if (decision instanceof IncidentResolved resolved) {
            line(resolved, "incident resolved, %d retry given".formatted(resolved.getRetries()));
        } else if (decision instanceof JobErrorThrown error) {
            often(error, "ended with error %s: %s".formatted(error.getErrorCode(), error.getErrorMessage()));
        } else if (decision instanceof CommandRejected rejected) {
            say("%-14s refused, %s: %s".formatted(rejected.getCommandType(), rejected.getType(), rejected.getReason()));
        }
    }

    void deadLetter(ConsumerRecord<byte[], byte[]> record) {
        Header reason = record.headers().lastHeader(WHAT_IS_WRONG);
        say("%-14s %s"
                .formatted(
                        "dead letter",
                        reason == null
                                ? "(no reason given)"
                                : new String(reason.value(), java.nio.charset.StandardCharsets.UTF_8)));
    }

    private String message(long jobKey) {
        return Objects.requireNonNullElse(
                failures.containsKey(jobKey) ? failures.get(jobKey).getErrorMessage() : null, "lease ran out");
    }

    private void often(SpecificRecord event, String text) {
        int times = said.merge(event.getSchema().getName(), 1, Integer::sum);
        if (times <= OFTEN) {
            line(event, text);
        } else if (times == OFTEN + 1) {
            say("(further %s are counted only)".formatted(event.getSchema().getName()));
        }
    }

    private void line(SpecificRecord event, String text) {
        say("%-14s %s  %s".formatted(event.get(6), JobKeys.text((Long) event.get(0)), text));
    }
}
