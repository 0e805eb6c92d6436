package dev.reprise.processor.streams;

import dev.reprise.schemas.Topics;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;

/** Asks the cluster about job-commands. */
final class CommandTopic {
    private static final long PATIENCE_SECONDS = 30;

    private CommandTopic() {}

    /**
     * Makes sure that it has so many partitions: a job lives where its key says, and with another number that is elsewhere.
     *
     * @throws IllegalStateException if it has not, or nobody says so
     */
    static void check(Admin admin, int partitions) {
        int found;
        try {
            found = admin.describeTopics(List.of(Topics.JOB_COMMANDS))
                    .allTopicNames()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .values()
                    .iterator()
                    .next()
                    .partitions()
                    .size();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(
                    "Expected topic '" + Topics.JOB_COMMANDS + "' to be there, but it cannot be described: "
                            + e.getMessage(),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
        if (found != partitions) {
            throw new IllegalStateException("Expected topic '%s' to have %d partitions, but it has %d"
                    .formatted(Topics.JOB_COMMANDS, partitions, found));
        }
    }
}
