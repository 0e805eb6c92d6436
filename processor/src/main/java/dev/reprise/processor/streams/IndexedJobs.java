package dev.reprise.processor.streams;

import dev.reprise.schemas.AvroWire;
import dev.reprise.schemas.UndecodableRecordException;
import dev.reprise.state.Job;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.BatchingStateRestoreCallback;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The store of jobs with their indexes beside them. Only jobs reach the changelog: what an index holds is a function of the jobs
 * (decision 003), so whoever restores a job, also on a standby, works out its rows anew. A command then sends one record to a changelog
 * where it would send up to three, its transaction touches fewer partitions, and a restore reads a third (decision 096).
 *
 * <p>To whoever asks by {@link #range} and {@link #all}, it is a store of jobs; a range that begins within an index stays in it.
 * {@link #index} is the way to write index rows, for the partition's own thread, along with the jobs that call for them.
 *
 * <p>Jobs and indexes lie in one RocksDB: whatever of them has reached the disk belongs together. State of a release that kept indexes
 * elsewhere has no mark, and gets its index rows when it is opened.
 */
final class IndexedJobs implements KeyValueStore<Bytes, byte[]> {
    /** Says that index rows are there; the number is that of their layout. */
    private static final Bytes MARK = Bytes.wrap(new byte[] {(byte) 0xFF});

    private static final byte[] LAYOUT = {1};
    private static final int BATCH = 1_000;

    private final KeyValueStore<Bytes, byte[]> rows;
    private final OpenJobs open;
    private final AvroWire wire = new AvroWire();

    /**
     * @param rows where all of it lies
     * @param open is told while it is open
     */
    IndexedJobs(KeyValueStore<Bytes, byte[]> rows, OpenJobs open) {
        this.rows = rows;
        this.open = open;
    }

    /** The rows of an index, for the thread that decides. */
    IndexRows index(JobIndex index) {
        return new IndexRows(rows, index);
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        rows.init(new RestoringContext(context, (BatchingStateRestoreCallback) this::restore), root);
        if (!Arrays.equals(rows.get(MARK), LAYOUT)) {
            indexAll();
            rows.putAll(List.of(KeyValue.pair(MARK, LAYOUT)));
        }
        open.opened(context.taskId(), this);
    }

    private void indexAll() {
        try (KeyValueIterator<Bytes, byte[]> jobs = all()) {
            while (jobs.hasNext()) {
                List<KeyValue<Bytes, byte[]>> writes = new ArrayList<>();
                for (int i = 0; i < BATCH && jobs.hasNext(); i++) {
                    KeyValue<Bytes, byte[]> row = jobs.next();
                    reindex(null, job(row.key, row.value), writes);
                }
                rows.putAll(writes);
            }
        }
    }

    /** Rows of jobs as the changelog has them, in the order of offsets. */
    private void restore(Collection<KeyValue<byte[], byte[]>> records) {
        List<KeyValue<Bytes, byte[]>> writes = new ArrayList<>(2 * records.size());
        Map<Bytes, @Nullable Job> seen = new HashMap<>();
        for (KeyValue<byte[], byte[]> record : records) {
            Bytes key = Bytes.wrap(record.key);
            @Nullable Job before = seen.containsKey(key) ? seen.get(key) : job(key, rows.get(key));
            @Nullable Job after = job(key, record.value);
            writes.add(KeyValue.pair(key, record.value));
            reindex(before, after, writes);
            seen.put(key, after);
        }
        rows.putAll(writes);
    }

    private static void reindex(@Nullable Job before, @Nullable Job after, List<KeyValue<Bytes, byte[]>> writes) {
        for (JobIndex index : JobIndex.values()) {
            byte @Nullable [] old = before == null ? null : index.keyOf(before);
            byte @Nullable [] now = after == null ? null : index.keyOf(after);
            if (Arrays.equals(old, now)) {
                continue;
            }
            if (old != null) {
                writes.add(deletion(index.in(old)));
            }
            if (now != null) {
                writes.add(KeyValue.pair(index.in(now), JobIndex.NOTHING));
            }
        }
    }

    @SuppressWarnings("NullAway") // Kafka's class is not annotated: null deletes
    private static KeyValue<Bytes, byte[]> deletion(Bytes key) {
        return KeyValue.pair(key, null);
    }

    private @Nullable Job job(Bytes key, byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        try {
            return wire.decode(bytes, Job.class);
        } catch (UndecodableRecordException e) {
            throw new UnreadableRowException(name(), Long.toString(RowKeys.jobKey(key.get())), e);
        }
    }

    @Override
    public String name() {
        return rows.name();
    }

    @Override
    public byte @Nullable [] get(Bytes key) {
        return rows.get(key);
    }

    @Override
    public void put(Bytes key, byte @Nullable [] value) {
        rows.put(key, value);
    }

    @Override
    public byte @Nullable [] putIfAbsent(Bytes key, byte[] value) {
        return rows.putIfAbsent(key, value);
    }

    @Override
    public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
        rows.putAll(entries);
    }

    @Override
    public byte @Nullable [] delete(Bytes key) {
        return rows.delete(key);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> range(@Nullable Bytes from, @Nullable Bytes to) {
        return rows.range(from, to == null ? JobIndex.endOfSection(from) : to);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> all() {
        return range(null, null);
    }

    /** Of jobs and index rows together. */
    @Override
    public long approximateNumEntries() {
        return rows.approximateNumEntries();
    }

    @Override
    public boolean persistent() {
        return rows.persistent();
    }

    @Override
    public boolean isOpen() {
        return rows.isOpen();
    }

    @Override
    public Position getPosition() {
        return rows.getPosition();
    }

    @Override
    public boolean managesOffsets() {
        return rows.managesOffsets();
    }

    @Override
    public @Nullable Long committedOffset(TopicPartition partition) {
        return rows.committedOffset(partition);
    }

    @Override
    public void commit(Map<TopicPartition, Long> changelogOffsets) {
        rows.commit(changelogOffsets);
    }

    @Override
    public void close() {
        open.closed(this);
        rows.close();
    }
}
