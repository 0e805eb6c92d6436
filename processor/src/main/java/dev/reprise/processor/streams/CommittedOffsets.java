package dev.reprise.processor.streams;

import dev.reprise.schemas.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How far the engine's consumer group has committed job-commands. The brokers are asked a few times a second at most, for all
 * partitions at once, however many readers wait. An answer that is a little old says less than there is, never more.
 */
final class CommittedOffsets {
    private static final long PATIENCE_SECONDS = 5;
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Seldom<Map<TopicPartition, OffsetAndMetadata>> offsets;

    CommittedOffsets(Admin admin) {
        offsets = new Seldom<>(Map.of(), last -> ask(admin, last), PAUSE, System::nanoTime);
    }

    /** Offset of the last command whose transaction is committed; empty if there is none, or nobody says so in time. */
    OptionalLong lastProcessed(int partition) {
        OffsetAndMetadata committed = offsets.get().get(new TopicPartition(Topics.JOB_COMMANDS, partition));
        return committed == null ? OptionalLong.empty() : OptionalLong.of(committed.offset() - 1);
    }

    private static Map<TopicPartition, OffsetAndMetadata> ask(
            Admin admin, Map<TopicPartition, OffsetAndMetadata> last) {
        try {
            return admin.listConsumerGroupOffsets(StoreNames.APPLICATION_ID)
                    .partitionsToOffsetAndMetadata()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return last;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return last;
        }
    }
}
