package dev.reprise.query.readmodel;

import dev.reprise.processor.engine.apply.EventHeader;
import dev.reprise.processor.streams.StreamsSettings;
import dev.reprise.schemas.AvroRecordDeserializer;
import dev.reprise.schemas.AvroWire;
import dev.reprise.schemas.JobKeys;
import dev.reprise.schemas.Topics;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** The read model's topology without a broker. */
final class ReadModelSpec implements AutoCloseable {
    private final AvroWire wire = new AvroWire();
    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> topic;

    ReadModelSpec(Path stateDir) {
        Map<String, Object> properties = ReadModelStreams.properties(StreamsSettings.of("none:9", stateDir, 1));
        StreamsConfig config = new StreamsConfig(properties);
        Properties all = new Properties();
        properties.forEach((name, value) -> all.put(name, value instanceof Class<?> type ? type : value.toString()));
        driver = new TopologyTestDriver(
                ReadModelTopology.build(new AvroRecordDeserializer(), config, Stores::inMemoryKeyValueStore), all);
        topic = driver.createInputTopic(Topics.JOB_EVENTS, new ByteArraySerializer(), new ByteArraySerializer());
    }

    void fold(List<? extends SpecificRecord> events) {
        for (SpecificRecord event : events) {
            topic.pipeInput(JobKeys.recordKey(EventHeader.jobKey(event)), wire.encode(event));
        }
    }

    void pipe(byte[] value) {
        topic.pipeInput(JobKeys.recordKey(1), value);
    }

    Map<TypeAndState, Long> counts() {
        Map<TypeAndState, Long> counts = new HashMap<>();
        try (KeyValueIterator<Bytes, byte[]> rows =
                store(ReadModelNames.COUNTS).range(ReadModelKeys.firstCount(), null)) {
            rows.forEachRemaining(row -> {
                long count = ByteBuffer.wrap(row.value).getLong();
                if (count != 0) {
                    counts.put(ReadModelKeys.counted(row.key), count);
                }
            });
        }
        return counts;
    }

    Optional<Head> head(long jobKey) {
        return Optional.ofNullable(store(ReadModelNames.HEADS).get(ReadModelKeys.job(jobKey)))
                .map(Head::of);
    }

    FoldedUpTo foldedUpTo() {
        return FoldedUpTo.of(store(ReadModelNames.COUNTS).get(ReadModelKeys.FOLDED_UP_TO));
    }

    List<SpecificRecord> history(long jobKey) {
        List<SpecificRecord> events = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> rows = store(ReadModelNames.HISTORY)
                .range(ReadModelKeys.event(jobKey, 0), ReadModelKeys.event(jobKey, Long.MAX_VALUE))) {
            rows.forEachRemaining(row -> events.add(wire.decode(row.value)));
        }
        return events;
    }

    private KeyValueStore<Bytes, byte[]> store(String name) {
        return driver.getKeyValueStore(name);
    }

    @Override
    public void close() {
        driver.close();
    }
}
