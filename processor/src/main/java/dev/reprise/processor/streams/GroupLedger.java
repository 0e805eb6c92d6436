package dev.reprise.processor.streams;

import dev.reprise.schemas.Topics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers suspects beyond the process and across nodes, without a topic of its own: as metadata of the offsets of a consumer group
 * that nobody consumes with. The transaction in which a thread died is aborted, so its memory must lie outside. If the cluster does
 * not let us, this process still remembers.
 */
final class GroupLedger implements SuspectLedger {
    static final String GROUP = StoreNames.APPLICATION_ID + "-suspects";

    private static final Logger LOG = LoggerFactory.getLogger(GroupLedger.class);
    private static final long PATIENCE_SECONDS = 5;

    private final Admin admin;
    private final MemoryLedger memory = new MemoryLedger();

    GroupLedger(Admin admin) {
        this.admin = admin;
    }

    @Override
    public List<Suspect> of(int partition) {
        learn(partition);
        return memory.of(partition);
    }

    @Override
    public void died(int partition, Suspect suspect) {
        learn(partition);
        memory.died(partition, suspect);
        OffsetAndMetadata entry = new OffsetAndMetadata(0, SuspectText.of(memory.of(partition)));
        try {
            admin.alterConsumerGroupOffsets(GROUP, Map.of(place(partition), entry))
                    .all()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("What stream threads die of cannot be noted in group '{}': only this process knows", GROUP, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void learn(int partition) {
        ListConsumerGroupOffsetsSpec spec =
                new ListConsumerGroupOffsetsSpec().topicPartitions(List.of(place(partition)));
        try {
            OffsetAndMetadata entry = admin.listConsumerGroupOffsets(Map.of(GROUP, spec))
                    .partitionsToOffsetAndMetadata(GROUP)
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .get(place(partition));
            if (entry != null) {
                memory.learn(partition, SuspectText.parse(entry.metadata()));
            }
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("What stream threads died of before cannot be read from group '{}'", GROUP, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static TopicPartition place(int partition) {
        return new TopicPartition(Topics.JOB_COMMANDS, partition);
    }
}
