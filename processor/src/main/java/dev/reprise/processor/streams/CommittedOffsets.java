package dev.reprise.processor.streams;

import dev.reprise.schemas.Topics;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far the engine's consumer group has committed job-commands. */
final class CommittedOffsets {
    private static final long PATIENCE_SECONDS = 5;

    private final Admin admin;

    CommittedOffsets(Admin admin) {
        this.admin = admin;
    }

    /** Offset of the last command whose transaction is committed; empty if there is none, or nobody says so in time. */
    OptionalLong lastProcessed(int partition) {
        TopicPartition asked = new TopicPartition(Topics.JOB_COMMANDS, partition);
        try {
            Map<TopicPartition, OffsetAndMetadata> offsets = admin.listConsumerGroupOffsets(StoreNames.APPLICATION_ID)
                    .partitionsToOffsetAndMetadata()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            OffsetAndMetadata committed = offsets.get(asked);
            return committed == null ? OptionalLong.empty() : OptionalLong.of(committed.offset() - 1);
        } catch (ExecutionException | TimeoutException e) {
            return OptionalLong.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalLong.empty();
        }
    }
}
