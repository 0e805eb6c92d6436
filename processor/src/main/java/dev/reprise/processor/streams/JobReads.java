package dev.reprise.processor.streams;

import dev.reprise.schemas.AvroWire;
import dev.reprise.schemas.JobKeys;
import dev.reprise.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.QueryableStoreTypes;

/**
 * Where jobs are, and the reads of those that are here. Active partitions only, never standbys (these are {@link Copies}): an answer
 * may be refused, but is never stale. Through the older of Kafka's two query interfaces, since the newer can block the stream thread for ever
 * (KAFKA-19629). Safe for use by many threads.
 */
public final class JobReads {
    private final KafkaStreams streams;
    private final int partitions;
    private final Deserializer<SpecificRecord> deserializer;
    private final AvroWire wire = new AvroWire();
    private final StreamPartitioner<Long, Object> partitioner;
    private final List<Lock> turns;

    JobReads(KafkaStreams streams, int partitions, Deserializer<SpecificRecord> deserializer) {
        this.streams = streams;
        this.partitions = partitions;
        this.deserializer = deserializer;
        turns = Stream.<Lock>generate(ReentrantLock::new).limit(partitions).toList();
        partitioner = (topic, jobKey, value, count) -> Optional.of(Set.of(partitionOf(jobKey)));
    }

    /** Number of partitions of job-commands. */
    public int partitions() {
        return partitions;
    }

    /** The partition that a job lives in, whether it exists or not. */
    public int partitionOf(long jobKey) {
        return JobKeys.partitionFor(jobKey, partitions);
    }

    /** Who has the partition of a job. */
    public Owner owner(long jobKey) {
        KeyQueryMetadata found;
        try {
            found = streams.queryMetadataForKey(StoreNames.JOBS, jobKey, partitioner);
        } catch (IllegalStateException e) { // not running
            return new Owner(partitionOf(jobKey), Optional.empty());
        }
        return found == null || KeyQueryMetadata.NOT_AVAILABLE.equals(found)
                ? new Owner(partitionOf(jobKey), Optional.empty())
                : new Owner(found.partition(), known(found.activeHost()));
    }

    /** Who has which partition, in the order of partitions: all of them, also those that nobody has at the moment. */
    public List<Owner> owners() {
        Map<Integer, HostInfo> hosts = new TreeMap<>();
        try {
            for (StreamsMetadata node : streams.streamsMetadataForStore(StoreNames.JOBS)) {
                for (TopicPartition active : node.topicPartitions()) {
                    if (active.topic().equals(Topics.JOB_COMMANDS)) {
                        hosts.put(active.partition(), node.hostInfo());
                    }
                }
            }
        } catch (IllegalStateException e) {
            hosts.clear(); // not running: nobody is known
        }
        List<Owner> owners = new ArrayList<>(partitions);
        for (int partition = 0; partition < partitions; partition++) {
            owners.add(new Owner(
                    partition, Optional.ofNullable(hosts.get(partition)).flatMap(JobReads::known)));
        }
        return owners;
    }

    /** Reads of a partition. Whether it is here turns out when something is read. */
    public PartitionReads partition(int partition) {
        return new PartitionReads(
                partition,
                store -> streams.store(
                        StoreQueryParameters.fromNameAndType(store, QueryableStoreTypes.<Bytes, byte[]>keyValueStore())
                                .withPartition(partition)),
                wire,
                turns.get(partition));
    }

    /** Reads of whatever copy of a partition is here: it may be behind. */
    PartitionReads copy(int partition) {
        return new PartitionReads(
                partition,
                store -> streams.store(
                        StoreQueryParameters.fromNameAndType(store, QueryableStoreTypes.<Bytes, byte[]>keyValueStore())
                                .withPartition(partition)
                                .enableStaleStores()),
                wire,
                turns.get(partition));
    }

    /** Reads of the partition of a job. */
    public PartitionReads partitionWith(long jobKey) {
        return partition(partitionOf(jobKey));
    }

    /** The retry policies, which every node has in full. */
    public PolicyReads policies() {
        return new PolicyReads(
                () -> streams.store(StoreQueryParameters.fromNameAndType(
                        StoreNames.RETRY_POLICIES, QueryableStoreTypes.<Bytes, byte[]>keyValueStore())),
                deserializer);
    }

    private static Optional<HostInfo> known(HostInfo host) {
        return HostInfo.unavailable().equals(host) ? Optional.empty() : Optional.of(host);
    }
}
