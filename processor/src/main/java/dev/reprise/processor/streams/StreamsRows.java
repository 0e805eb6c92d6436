package dev.reprise.processor.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reprise.processor.engine.rows.ActivatableRow;
import dev.reprise.processor.engine.rows.DueRow;
import dev.reprise.processor.engine.rows.JobKeyIterator;
import dev.reprise.processor.engine.rows.Rows;
import dev.reprise.schemas.AvroWire;
import dev.reprise.schemas.UndecodableRecordException;
import dev.reprise.state.Job;
import dev.reprise.state.JobPayload;
import dev.reprise.state.Refusals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The rows of one partition in its stores. Writes are held back until {@link #flush}: before it everything can still be given up by
 * {@link #discard}. Reads see what has been flushed; {@link #activatable} also leaves out what is about to be deleted.
 */
final class StreamsRows implements Rows {
    private final JobStores stores;
    private final DueCursor cursor;
    private final AvroWire wire;
    private final StagedWrites staged = new StagedWrites();
    private final ActivatableIndex activatable;
    private final RefusalFilter refused;
    private final List<Bytes> dueAdded = new ArrayList<>(2);

    StreamsRows(JobStores stores, DueCursor cursor, AvroWire wire) {
        this.stores = stores;
        this.cursor = cursor;
        this.wire = wire;
        activatable = new ActivatableIndex(stores.activatable(), staged);
        refused = RefusalFilter.of(stores.refusals());
    }

    /** Writes what has been put and deleted. */
    void flush() {
        staged.flush();
        dueAdded.forEach(cursor::added);
        dueAdded.clear();
        activatable.flushed();
    }

    /** Forgets what has been put and deleted since the last flush. */
    void discard() {
        staged.discard();
        dueAdded.clear();
        activatable.forget();
    }

    @Override
    public Optional<Job> job(long jobKey) {
        return read(stores.jobs(), jobKey, Job.class);
    }

    @Override
    public void putJob(Job job) {
        put(stores.jobs(), job.getJobKey(), wire.encode(job));
    }

    @Override
    public void deleteJob(long jobKey) {
        staged.delete(stores.jobs(), key(jobKey));
    }

    @Override
    public Optional<JobPayload> payload(long jobKey) {
        return read(stores.payloads(), jobKey, JobPayload.class);
    }

    @Override
    public void putPayload(long jobKey, JobPayload payload) {
        put(stores.payloads(), jobKey, wire.encode(payload));
    }

    @Override
    public void deletePayload(long jobKey) {
        staged.delete(stores.payloads(), key(jobKey));
    }

    @Override
    public Optional<String> errorDetails(long jobKey) {
        return Optional.ofNullable(stores.errorDetails().get(key(jobKey))).map(bytes -> new String(bytes, UTF_8));
    }

    @Override
    public void putErrorDetails(long jobKey, String details) {
        put(stores.errorDetails(), jobKey, details.getBytes(UTF_8));
    }

    @Override
    public void deleteErrorDetails(long jobKey) {
        staged.delete(stores.errorDetails(), key(jobKey));
    }

    @Override
    public Optional<Refusals> refusals(long jobKey) {
        return refused.mayHave(jobKey) ? read(stores.refusals(), jobKey, Refusals.class) : Optional.empty();
    }

    @Override
    public void putRefusals(long jobKey, Refusals refusals) {
        put(stores.refusals(), jobKey, wire.encode(refusals));
        refused.add(jobKey);
    }

    @Override
    public void deleteRefusals(long jobKey) {
        staged.delete(stores.refusals(), key(jobKey));
    }

    @Override
    public void addDue(DueRow row) {
        Bytes key = Bytes.wrap(RowKeys.due(row));
        staged.add(stores.due(), key);
        dueAdded.add(key);
    }

    @Override
    public void removeDue(DueRow row) {
        staged.remove(stores.due(), Bytes.wrap(RowKeys.due(row)));
    }

    @Override
    public void addActivatable(ActivatableRow row) {
        activatable.add(row);
    }

    @Override
    public void removeActivatable(ActivatableRow row) {
        activatable.remove(row);
    }

    @Override
    public void addIncident(long jobKey) {
        staged.add(stores.incidents(), key(jobKey));
    }

    @Override
    public void removeIncident(long jobKey) {
        staged.remove(stores.incidents(), key(jobKey));
    }

    @Override
    public JobKeyIterator activatable(String tenantId, String type) {
        return activatable.keys(tenantId, type);
    }

    private void put(KeyValueStore<Bytes, byte[]> store, long jobKey, byte[] value) {
        staged.put(store, key(jobKey), RecordSize.checked(value, "row of store '" + store.name() + "'"));
    }

    private <T extends SpecificRecord> Optional<T> read(
            KeyValueStore<Bytes, byte[]> store, long jobKey, Class<T> type) {
        byte[] bytes = store.get(key(jobKey));
        if (bytes == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(wire.decode(bytes, type));
        } catch (UndecodableRecordException e) {
            throw new UnreadableRowException(store.name(), Long.toString(jobKey), e);
        }
    }

    private static Bytes key(long jobKey) {
        return Bytes.wrap(RowKeys.job(jobKey));
    }
}
