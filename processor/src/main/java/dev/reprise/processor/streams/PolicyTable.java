package dev.reprise.processor.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reprise.policy.RetryPolicy;
import dev.reprise.processor.engine.Policies;
import dev.reprise.processor.engine.policy.PolicyCheck;
import dev.reprise.processor.metrics.Meter;
import dev.reprise.processor.metrics.Metrics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The retry policies in force, read from the global store. One that cannot be read or is not valid counts as absent, is logged and
 * counted once for each of its versions, and stops nothing. Used by one thread; decoded policies are kept until they change.
 */
final class PolicyTable implements Policies {
    private static final Logger LOG = LoggerFactory.getLogger(PolicyTable.class);
    private static final int MOST = 1_000;

    private record Decoded(byte[] raw, Optional<RetryPolicy> policy) {}

    private final ReadOnlyKeyValueStore<Bytes, byte[]> store;
    private final Deserializer<SpecificRecord> deserializer;
    private final String topic;
    private final Metrics metrics;
    private final Map<String, Decoded> decoded = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Decoded> eldest) {
            return size() > MOST;
        }
    };

    PolicyTable(
            ReadOnlyKeyValueStore<Bytes, byte[]> store,
            Deserializer<SpecificRecord> deserializer,
            String topic,
            Metrics metrics) {
        this.store = store;
        this.deserializer = deserializer;
        this.topic = topic;
        this.metrics = metrics;
    }

    @Override
    public Optional<RetryPolicy> of(String jobType) {
        byte[] raw = store.get(Bytes.wrap(jobType.getBytes(UTF_8)));
        if (raw == null) {
            return Optional.empty();
        }
        @Nullable Decoded known = decoded.get(jobType);
        if (known == null || known.raw != raw) { // the store hands out the same array until the policy is replaced
            known = new Decoded(raw, decode(jobType, raw));
            decoded.put(jobType, known);
        }
        return known.policy;
    }

    private Optional<RetryPolicy> decode(String jobType, byte[] raw) {
        SpecificRecord record;
        try {
            record = deserializer.deserialize(topic, raw);
        } catch (RuntimeException | StackOverflowError e) {
            if (RegistryOutage.is(e)) {
                throw RegistryOutage.waitForIt(e);
            }
            return absent(jobType, "unreadable", e.getClass().getSimpleName());
        }
        if (!(record instanceof RetryPolicy policy)) {
            return absent(jobType, "unreadable", "it is a " + record.getSchema().getName());
        }
        List<String> problems = PolicyCheck.problems(policy);
        return problems.isEmpty() ? Optional.of(policy) : absent(jobType, "invalid", String.join("; ", problems));
    }

    private Optional<RetryPolicy> absent(String jobType, String reason, String why) {
        metrics.counter(Meter.POLICY_ERRORS, reason).increment();
        LOG.warn("The retry policy of job type '{}' is {} and counts as absent: {}", jobType, reason, why);
        return Optional.empty();
    }
}
