package dev.reprise.processor.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reprise.policy.RetryPolicy;
import dev.reprise.schemas.Topics;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * The retry policies as this node has them, a moment after they were written. Safe for use by many threads. Throws
 * {@link PartitionUnavailableException}, with partition 0, until the engine has started.
 */
public final class PolicyReads {
    private final Supplier<ReadOnlyKeyValueStore<Bytes, byte[]>> store;
    private final Deserializer<SpecificRecord> deserializer;

    PolicyReads(Supplier<ReadOnlyKeyValueStore<Bytes, byte[]>> store, Deserializer<SpecificRecord> deserializer) {
        this.store = store;
        this.deserializer = deserializer;
    }

    /** The policy of a job type; empty if there is none, or none that can be read. It may be invalid: the engine then ignores it. */
    public Optional<RetryPolicy> of(String jobType) {
        try {
            return Optional.ofNullable(store.get().get(Bytes.wrap(jobType.getBytes(UTF_8))))
                    .flatMap(this::decode);
        } catch (InvalidStateStoreException e) {
            throw new PartitionUnavailableException(0, e);
        }
    }

    /** Every policy that can be read, by job type. */
    public Map<String, RetryPolicy> all() {
        Map<String, RetryPolicy> policies = new TreeMap<>();
        try (KeyValueIterator<Bytes, byte[]> rows = store.get().all()) {
            while (rows.hasNext()) {
                KeyValue<Bytes, byte[]> row = rows.next();
                decode(row.value).ifPresent(policy -> policies.put(new String(row.key.get(), UTF_8), policy));
            }
        } catch (InvalidStateStoreException e) {
            throw new PartitionUnavailableException(0, e);
        }
        return policies;
    }

    private Optional<RetryPolicy> decode(byte[] bytes) {
        try {
            return deserializer.deserialize(Topics.JOB_RETRY_POLICIES, bytes) instanceof RetryPolicy policy
                    ? Optional.of(policy)
                    : Optional.empty();
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }
}
