package dev.reprise.processor.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.command.ActivateJobs;
import dev.reprise.command.CancelJob;
import dev.reprise.command.CreateJob;
import dev.reprise.command.FailJob;
import dev.reprise.command.ResolveIncident;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.BatchingStateRestoreCallback;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.InMemoryKeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Indexes follow from jobs, whoever writes the jobs: the engine, a restore, or a release that kept indexes elsewhere. */
class IndexedJobsTest {
    private static final int JOBS = 12;
    private static final TaskId TASK = new TaskId(0, 0);

    private final long seed = Long.getLong("reprise.seed", System.nanoTime());
    private final TopologyFixture engine = TopologyFixture.inMemory();
    private final InMemoryKeyValueStore rows = new InMemoryKeyValueStore(StoreNames.JOBS);
    private final OpenJobs open = new OpenJobs();
    private final IndexedJobs jobs = new IndexedJobs(rows, open);
    private final List<BatchingStateRestoreCallback> restorers = new ArrayList<>();

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void aRestoreWorksThemOutInBatchesOfAnySize() {
        Random random = new Random(seed);
        List<KeyValue<byte[], byte[]>> history = history(random);

        open();
        for (int from = 0; from < history.size(); ) {
            int to = Math.min(history.size(), from + 1 + random.nextInt(20));
            restorers.get(0).restoreAll(history.subList(from, to));
            from = to;
        }

        assertThat(all(rows)).as("seed %d", seed).isEqualTo(engineRows());
    }

    @Test
    void stateOfAReleaseThatKeptThemElsewhereGetsThem() {
        List<KeyValue<byte[], byte[]>> history = history(new Random(seed));
        rows.init(context(new ArrayList<>()), rows);
        history.forEach(row -> rows.put(Bytes.wrap(row.key), row.value));
        assertThat(all(rows)).hasSizeBetween(1, JOBS);

        open();
        assertThat(all(rows)).as("seed %d", seed).isEqualTo(engineRows());
    }

    @Test
    void aSecondOpeningFindsThemThere() {
        open();
        Bytes stray = JobIndex.INCIDENTS.in(RowKeys.job(99));
        rows.put(stray, new byte[0]);
        jobs.close();

        rows.init(context(new ArrayList<>()), rows);
        rows.put(stray, new byte[0]); // in memory, closing forgets
        rows.putAll(List.of(KeyValue.pair(Bytes.wrap(new byte[] {(byte) 0xFF}), new byte[] {1})));
        open();

        assertThat(rows.get(stray)).as("nothing is worked out anew").isNotNull();
    }

    @Test
    void areNotSeenByWhoAsksForJobs() {
        open();
        restorers.get(0).restoreAll(history(new Random(seed)));

        assertThat(all(jobs).keySet()).allSatisfy(key -> assertThat(key).hasSize(2 * Long.BYTES));
        try (KeyValueIterator<Bytes, byte[]> from = jobs.range(Bytes.wrap(RowKeys.job(2)), null)) {
            from.forEachRemaining(row -> assertThat(row.value).isNotEmpty());
        }
    }

    @Test
    void aRangeThatBeginsInOneStaysInIt() {
        open();
        byte[] due = RowKeys.dueTo(1);
        jobs.index(JobIndex.DUE).add(Bytes.wrap(due));
        jobs.index(JobIndex.ACTIVATABLE).add(Bytes.wrap(new byte[] {0}));
        jobs.index(JobIndex.INCIDENTS).add(Bytes.wrap(RowKeys.job(Long.MAX_VALUE)));

        for (JobIndex index : JobIndex.values()) {
            try (KeyValueIterator<Bytes, byte[]> found = jobs.range(index.in(new byte[0]), null);
                    IndexKeys keys = jobs.index(index).range(Bytes.wrap(new byte[0]), null)) {
                assertThat(JobIndex.out(found.next().key))
                        .isEqualTo(keys.peek())
                        .isEqualTo(keys.next());
                assertThat(found.hasNext()).as("%s", index).isFalse();
                assertThat(keys.hasNext()).isFalse();
            }
        }
    }

    @Test
    void aRowThatCannotBeReadStopsTheRestore() {
        open();
        assertThatThrownBy(() -> restorers
                        .get(0)
                        .restoreAll(List.of(KeyValue.pair(RowKeys.job(4711), "rubbish".getBytes(UTF_8)))))
                .isInstanceOf(UnreadableRowException.class)
                .hasMessageContaining("row 4711 of store 'jobs'");
    }

    @Test
    void aTaskFindsItsOwnWhileItIsOpen() {
        open();
        assertThat(open.of(TASK)).isSameAs(jobs);
        jobs.close();
        assertThatThrownBy(() -> open.of(TASK)).hasMessageContaining("0_0");
    }

    /** What a changelog has after random commands to a few jobs: every row that was ever written, deletions as well. */
    private List<KeyValue<byte[], byte[]>> history(Random random) {
        List<KeyValue<byte[], byte[]>> history = new ArrayList<>();
        for (int step = 0; step < 300; step++) {
            long key = 1 + random.nextInt(JOBS);
            if (random.nextInt(12) == 0) {
                engine.advance(Duration.ofSeconds(random.nextInt(40)));
            } else if (random.nextInt(60) == 0) {
                engine.advance(Duration.ofDays(8)); // ended jobs are purged
            } else {
                engine.command(any(random, key), "c" + step);
            }
            for (long job = 1; job <= JOBS; job++) {
                byte[] row = engine.store(StoreNames.JOBS).get(Bytes.wrap(RowKeys.job(job)));
                history.add(KeyValue.pair(RowKeys.job(job), row));
            }
        }
        return history;
    }

    private static SpecificRecord any(Random random, long key) {
        return switch (random.nextInt(7)) {
            case 0, 1 ->
                CreateJob.newBuilder()
                        .setJobKey(key)
                        .setType("t" + random.nextInt(2))
                        .setPriority(random.nextInt(3))
                        .build();
            case 2 ->
                ActivateJobs.newBuilder()
                        .setType("t" + random.nextInt(2))
                        .setWorker("w")
                        .setMaxJobs(3)
                        .setTimeout(20_000)
                        .build();
            case 3, 4 ->
                FailJob.newBuilder()
                        .setJobKey(key)
                        .setRetries(random.nextInt(3))
                        .setRetryBackOff(random.nextInt(2) * 15_000L)
                        .build();
            case 5 -> ResolveIncident.newBuilder().setJobKey(key).setRetries(1).build();
            default -> CancelJob.newBuilder().setJobKey(key).build();
        };
    }

    private void open() {
        jobs.init(context(restorers), jobs);
    }

    private static StateStoreContext context(List<BatchingStateRestoreCallback> restorers) {
        return (StateStoreContext) Proxy.newProxyInstance(
                IndexedJobsTest.class.getClassLoader(),
                new Class<?>[] {StateStoreContext.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "appConfigs" -> Map.of();
                    case "taskId" -> TASK;
                    case "recordMetadata" -> Optional.empty();
                    case "register" -> {
                        if (arguments[1] instanceof BatchingStateRestoreCallback restorer) {
                            restorers.add(restorer);
                        }
                        yield null;
                    }
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private Map<String, String> engineRows() {
        Map<String, String> all = all(engine.store(StoreNames.JOBS));
        for (JobIndex index : JobIndex.values()) {
            try (KeyValueIterator<Bytes, byte[]> found =
                    engine.store(StoreNames.JOBS).range(index.in(new byte[0]), null)) {
                found.forEachRemaining(row -> all.put(hex(row.key.get()), hex(row.value)));
            }
        }
        all.put("ff", "01");
        return all;
    }

    private static Map<String, String> all(KeyValueStore<Bytes, byte[]> store) {
        Map<String, String> all = new java.util.TreeMap<>();
        try (KeyValueIterator<Bytes, byte[]> found = store.all()) {
            found.forEachRemaining(row -> all.put(hex(row.key.get()), hex(row.value)));
        }
        return all;
    }

    private static String hex(byte[] bytes) {
        return java.util.HexFormat.of().formatHex(bytes);
    }
}
