package dev.reprise.processor.streams;

import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** Sends a record where its address says. */
enum AddressPartitioner implements StreamPartitioner<Addressed, byte[]> {
    /** A partition that does not exist is a topic that is set up wrongly: it stops everything before anything is lost. */
    STRICT {
        @Override
        Optional<Set<Integer>> missing(String topic, int partition, int partitions) {
            throw new StreamsException(
                    "Expected topic '%s' to have as many partitions as job-commands, but it has %d and no %d"
                            .formatted(topic, partitions, partition));
        }
    },
    /** A partition that does not exist is a caller's mistake: its record is dropped. */
    LENIENT {
        @Override
        Optional<Set<Integer>> missing(String topic, int partition, int partitions) {
            return Optional.of(Set.of());
        }
    };

    @Override
    public Optional<Set<Integer>> partitions(String topic, Addressed key, byte[] value, int partitions) {
        Integer partition = key.partition();
        if (partition == null) {
            return Optional.empty();
        }
        return partition >= 0 && partition < partitions
                ? Optional.of(Set.of(partition))
                : missing(topic, partition, partitions);
    }

    abstract Optional<Set<Integer>> missing(String topic, int partition, int partitions);
}
