package dev.reprise.processor.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reprise.policy.RetryPolicy;
import dev.reprise.processor.engine.Commands;
import dev.reprise.processor.engine.rows.DueRow;
import dev.reprise.processor.engine.rows.MapRows;
import dev.reprise.schemas.AvroWire;
import dev.reprise.schemas.JobKeys;
import dev.reprise.schemas.RecordHeaders;
import dev.reprise.schemas.RecordSerdes;
import dev.reprise.schemas.Topics;
import dev.reprise.state.Job;
import dev.reprise.state.JobPayload;
import dev.reprise.state.Refusals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/**
 * The real topology on Kafka Streams' test driver, which has one partition, number 0, and commits after each record. Records are
 * piped in, the clock is set by hand, and whatever comes out is kept by topic until it is read. The engine's clock and the one that
 * ticks are scheduled by are two, as in real life: {@link #clock} may step back, {@link #tick} always ticks.
 */
public final class TopologyFixture implements AutoCloseable {
    /** Where the clock stands at first. */
    public static final long T0 = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();

    private static final Duration LONGEST_BETWEEN_TICKS = Duration.ofSeconds(1);

    private final ProcessorSettings settings;
    private final BiFunction<String, Map<Bytes, byte[]>, KeyValueBytesStoreSupplier> stores;
    private final RecordSerdes serdes;
    private final CountedMetrics metrics = new CountedMetrics();
    private final AvroWire wire = new AvroWire();
    private final Map<String, List<TestRecord<byte[], byte[]>>> outputs = new HashMap<>();
    private final Map<String, byte @Nullable []> policies = new LinkedHashMap<>();
    private final Map<String, Map<Bytes, byte[]>> changelogs = new HashMap<>();
    private final Path stateDir;
    private final MemoryLedger suspects = new MemoryLedger();
    private CommandProgress progress;
    private TopologyTestDriver driver;
    private long now = T0;
    private long nanos;
    private long nanosPerLook;
    private int changelogWrites;

    private TopologyFixture(
            ProcessorSettings settings,
            RecordSerdes serdes,
            BiFunction<String, Map<Bytes, byte[]>, KeyValueBytesStoreSupplier> stores) {
        this.settings = settings;
        this.serdes = serdes;
        this.stores = stores;
        try {
            stateDir = Files.createTempDirectory("reprise-topology");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        progress = newProgress();
        driver = newDriver();
    }

    /** With RocksDB, as it is used. */
    public static TopologyFixture onDisk() {
        return onDisk(ProcessorSettings.of(1));
    }

    public static TopologyFixture onDisk(ProcessorSettings settings) {
        return onDisk(settings, RecordSerdes.from(Map.of()));
    }

    public static TopologyFixture onDisk(ProcessorSettings settings, RecordSerdes serdes) {
        return new TopologyFixture(settings, serdes, FilledStores::onDisk);
    }

    /** With stores that fail when a test wants them to. */
    static TopologyFixture with(FaultyStores stores) {
        return new TopologyFixture(ProcessorSettings.of(1), RecordSerdes.from(Map.of()), stores::of);
    }

    /** With stores in memory: for many commands, since the driver writes RocksDB to disk after each. */
    public static TopologyFixture inMemory() {
        return new TopologyFixture(ProcessorSettings.of(1), RecordSerdes.from(Map.of()), FilledStores::inMemory);
    }

    private CommandProgress newProgress() {
        return new CommandProgress(settings.partitions(), partition -> OptionalLong.empty());
    }

    private TopologyTestDriver newDriver() {
        Precautions precautions = new Precautions(suspects, new WorkNotes(stateDir, settings.partitions()));
        precautions.recall(now);
        StreamsSettings streams = StreamsSettings.of("unused:9092", stateDir, settings.partitions());
        Properties properties = new Properties();
        properties.putAll(StreamsProperties.of(streams));
        TopologyParts parts = new TopologyParts(
                settings,
                serdes,
                metrics,
                progress,
                precautions,
                new Clocks(() -> now, () -> nanos += nanosPerLook),
                StreamsSettings.COMMIT_INTERVAL_WITH_GATEWAY,
                name -> stores.apply(name, Map.copyOf(changelogs.getOrDefault(name, Map.of()))));
        return new TopologyTestDriver(
                JobTopology.build(parts, new StreamsConfig(properties)), properties, Instant.ofEpochMilli(T0));
    }

    /** Stops it after the last commit, and starts it again with what the changelogs and the policy topic say. */
    public void restart() {
        drain();
        abort();
    }

    /** Stops it as the death of a thread does, before the commit, and starts it again. Offsets begin at 0 again. */
    void abort() {
        driver.close();
        progress = newProgress();
        driver = newDriver();
        policies.forEach(this::pipePolicy);
    }

    /** Pipes a command in, with its job's key as the record's. */
    public void command(SpecificRecord command, String commandId, String... namesAndTextsOfHeaders) {
        OptionalLong jobKey = Commands.jobKey(command);
        TestRecord<byte[], byte[]> record = new TestRecord<>(
                jobKey.isPresent() ? Long.toString(jobKey.getAsLong()).getBytes(UTF_8) : "activate".getBytes(UTF_8),
                wire.encode(command));
        header(record.headers(), RecordHeaders.COMMAND_ID, commandId);
        for (int i = 0; i < namesAndTextsOfHeaders.length; i += 2) {
            header(record.headers(), namesAndTextsOfHeaders[i], namesAndTextsOfHeaders[i + 1]);
        }
        record(record);
    }

    /** Pipes anything in. */
    public void record(TestRecord<byte @Nullable [], byte @Nullable []> record) {
        driver.createInputTopic(
                        Topics.JOB_COMMANDS,
                        new ByteArraySerializer(),
                        new ByteArraySerializer(),
                        Instant.ofEpochMilli(now),
                        Duration.ZERO)
                .pipeInput(record);
        drain();
    }

    public static void header(Headers headers, String name, String text) {
        headers.add(name, text.getBytes(UTF_8));
    }

    public void policy(String jobType, RetryPolicy policy) {
        policy(jobType, wire.encode(policy));
    }

    /** Sets a policy; null takes it away. */
    public void policy(String jobType, byte @Nullable [] bytes) {
        policies.put(jobType, bytes);
        pipePolicy(jobType, bytes);
    }

    private void pipePolicy(String jobType, byte @Nullable [] bytes) {
        driver.createInputTopic(Topics.JOB_RETRY_POLICIES, new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(jobType.getBytes(UTF_8), bytes));
    }

    public long now() {
        return now;
    }

    /** Sets the clock, forward or back; nothing ticks. */
    public void clock(long epochMillis) {
        now = epochMillis;
    }

    /** From now on, each look at the measuring clock takes so long. */
    public void slowness(Duration perLook) {
        nanosPerLook = perLook.toNanos();
    }

    /** One tick at the present time. */
    public void tick() {
        driver.advanceWallClockTime(LONGEST_BETWEEN_TICKS);
        drain();
    }

    /** Sets the clock forward and ticks once. */
    public void advance(Duration by) {
        now += by.toMillis();
        tick();
    }

    /** Lets time pass on both clocks; ticks as planned. */
    public void elapse(Duration time) {
        now += time.toMillis();
        driver.advanceWallClockTime(time);
        drain();
    }

    /** Lets time pass as it does: every row that is due until then fires at its very time. Ends at this time. */
    public void passUntil(long epochMillis) {
        for (Optional<DueRow> first = firstDue();
                first.isPresent() && first.get().dueAt() <= epochMillis;
                first = firstDue()) {
            now = Math.max(now, first.get().dueAt());
            tick();
            if (firstDue().equals(first)) {
                throw new AssertionError("a due row that does not fire: " + first.get());
            }
        }
        now = Math.max(now, epochMillis);
    }

    /** The first row of the due index, whatever the cursor says. */
    public Optional<DueRow> firstDue() {
        return index(JobIndex.DUE).stream().findFirst().map(RowKeys::dueRow);
    }

    public KeyValueStore<Bytes, byte[]> store(String name) {
        return driver.getKeyValueStore(name);
    }

    public Optional<Job> job(long jobKey) {
        return row(StoreNames.JOBS, jobKey).map(bytes -> wire.decode(bytes, Job.class));
    }

    public Optional<JobPayload> payload(long jobKey) {
        return row(StoreNames.JOB_PAYLOADS, jobKey).map(bytes -> wire.decode(bytes, JobPayload.class));
    }

    public Optional<String> errorDetails(long jobKey) {
        return row(StoreNames.ERROR_DETAILS, jobKey).map(bytes -> new String(bytes, UTF_8));
    }

    private Optional<byte[]> row(String store, long jobKey) {
        return Optional.ofNullable(store(store).get(Bytes.wrap(RowKeys.job(jobKey))));
    }

    /** A copy of all rows. */
    public MapRows snapshot() {
        MapRows rows = new MapRows();
        each(StoreNames.JOBS, row -> rows.putJob(wire.decode(row.value, Job.class)));
        each(
                StoreNames.JOB_PAYLOADS,
                row -> rows.putPayload(RowKeys.jobKey(row.key.get()), wire.decode(row.value, JobPayload.class)));
        each(
                StoreNames.ERROR_DETAILS,
                row -> rows.putErrorDetails(RowKeys.jobKey(row.key.get()), new String(row.value, UTF_8)));
        each(
                StoreNames.REFUSALS,
                row -> rows.putRefusals(RowKeys.jobKey(row.key.get()), wire.decode(row.value, Refusals.class)));
        index(JobIndex.DUE).forEach(key -> rows.addDue(RowKeys.dueRow(key)));
        index(JobIndex.ACTIVATABLE).forEach(key -> rows.addActivatable(RowKeys.activatableRow(key)));
        index(JobIndex.INCIDENTS).forEach(key -> rows.addIncident(RowKeys.jobKey(key)));
        return rows;
    }

    /** Every key of an index. */
    private List<byte[]> index(JobIndex index) {
        List<byte[]> keys = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> rows = store(StoreNames.JOBS).range(index.in(new byte[0]), null)) {
            rows.forEachRemaining(row -> keys.add(JobIndex.out(row.key).get()));
        }
        return keys;
    }

    /** Writes an index row behind the engine's back. */
    void addToIndex(JobIndex index, byte[] key) {
        store(StoreNames.JOBS).put(index.in(key), new byte[0]);
    }

    private void each(String store, Consumer<KeyValue<Bytes, byte[]>> row) {
        try (KeyValueIterator<Bytes, byte[]> rows = store(store).all()) {
            rows.forEachRemaining(row);
        }
    }

    /** Takes what has come out to a topic since it was last asked. */
    public List<TestRecord<byte[], byte[]>> take(String topic) {
        List<TestRecord<byte[], byte[]>> taken = outputs.remove(topic);
        return taken == null ? List.of() : taken;
    }

    /** Takes what has come out to a topic since it was last asked, decoded. */
    public List<SpecificRecord> takeRecords(String topic) {
        return take(topic).stream().map(record -> wire.decode(record.value())).toList();
    }

    public List<SpecificRecord> takeEvents() {
        return takeRecords(Topics.JOB_EVENTS);
    }

    /** Lets the process end while it works on this step, as far as what it leaves behind goes. */
    void leaveNote(Consumer<WorkNotes> step) {
        step.accept(new WorkNotes(stateDir, settings.partitions()));
    }

    SuspectLedger suspects() {
        return suspects;
    }

    public CountedMetrics metrics() {
        return metrics;
    }

    public Progress progress() {
        return progress;
    }

    /** What the changelog of a store holds now. */
    public Map<Bytes, byte[]> changelog(String store) {
        return changelogs.getOrDefault(store, Map.of());
    }

    /** Number of records written to changelogs so far. */
    public int changelogWrites() {
        return changelogWrites;
    }

    /** Overwrites a row behind the engine's back, in its changelog, too. */
    public void overwrite(String store, byte[] key, byte[] value) {
        store(store).put(Bytes.wrap(key), value);
        changelogs.computeIfAbsent(store, any -> new TreeMap<>()).put(Bytes.wrap(key), value);
    }

    private void drain() {
        for (String topic : new ArrayList<>(driver.producedTopicNames())) {
            List<TestRecord<byte[], byte[]>> records = driver.createOutputTopic(
                            topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                    .readRecordsToList();
            if (topic.endsWith("-changelog")) {
                records.forEach(record -> log(topic, record));
            } else if (!records.isEmpty()) {
                outputs.computeIfAbsent(topic, any -> new ArrayList<>()).addAll(records);
            }
        }
    }

    private void log(String topic, TestRecord<byte[], byte[]> record) {
        String store = topic.substring(StoreNames.APPLICATION_ID.length() + 1, topic.length() - "-changelog".length());
        changelogWrites++;
        Map<Bytes, byte[]> rows = changelogs.computeIfAbsent(store, any -> new TreeMap<>());
        if (record.value() == null) {
            rows.remove(Bytes.wrap(record.key()));
        } else {
            rows.put(Bytes.wrap(record.key()), record.value());
        }
    }

    @Override
    public void close() {
        driver.close();
        try (Stream<Path> files = Files.walk(stateDir)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] key(long jobKey) {
        return JobKeys.recordKey(jobKey);
    }
}
