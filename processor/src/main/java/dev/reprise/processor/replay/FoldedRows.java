package dev.reprise.processor.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reprise.processor.engine.rows.ActivatableRow;
import dev.reprise.processor.engine.rows.DueRow;
import dev.reprise.processor.engine.rows.JobKeyIterator;
import dev.reprise.processor.engine.rows.Rows;
import dev.reprise.schemas.AvroWire;
import dev.reprise.state.Job;
import dev.reprise.state.JobPayload;
import dev.reprise.state.Refusals;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where a replay folds to. Refusals are no events, and index rows follow from jobs: neither is kept nor compared. */
final class FoldedRows implements Rows {
    private final JobEntries entries;
    private final AvroWire wire;

    FoldedRows(JobEntries entries, AvroWire wire) {
        this.entries = entries;
        this.wire = wire;
    }

    @Override
    public Optional<Job> job(long jobKey) {
        return bytes(jobKey, entry -> entry.job).map(bytes -> wire.decode(bytes, Job.class));
    }

    @Override
    public void putJob(Job job) {
        byte[] bytes = wire.encode(job);
        entries.change(job.getJobKey(), entry -> entry.job = bytes);
    }

    @Override
    public void deleteJob(long jobKey) {
        entries.change(jobKey, entry -> entry.job = null);
    }

    @Override
    public Optional<JobPayload> payload(long jobKey) {
        return bytes(jobKey, entry -> entry.payload).map(bytes -> wire.decode(bytes, JobPayload.class));
    }

    @Override
    public void putPayload(long jobKey, JobPayload payload) {
        byte[] bytes = wire.encode(payload);
        entries.change(jobKey, entry -> entry.payload = bytes);
    }

    @Override
    public void deletePayload(long jobKey) {
        entries.change(jobKey, entry -> entry.payload = null);
    }

    @Override
    public Optional<String> errorDetails(long jobKey) {
        return bytes(jobKey, entry -> entry.errorDetails).map(bytes -> new String(bytes, UTF_8));
    }

    @Override
    public void putErrorDetails(long jobKey, String details) {
        byte[] bytes = details.getBytes(UTF_8);
        entries.change(jobKey, entry -> entry.errorDetails = bytes);
    }

    @Override
    public void deleteErrorDetails(long jobKey) {
        entries.change(jobKey, entry -> entry.errorDetails = null);
    }

    @Override
    public Optional<Refusals> refusals(long jobKey) {
        return Optional.empty();
    }

    @Override
    public void putRefusals(long jobKey, Refusals refusals) {
        // not from events
    }

    @Override
    public void deleteRefusals(long jobKey) {
        // not from events
    }

    @Override
    public void addDue(DueRow row) {
        // follows from the job
    }

    @Override
    public void removeDue(DueRow row) {
        // follows from the job
    }

    @Override
    public void addActivatable(ActivatableRow row) {
        // follows from the job
    }

    @Override
    public void removeActivatable(ActivatableRow row) {
        // follows from the job
    }

    @Override
    public void addIncident(long jobKey) {
        // follows from the job
    }

    @Override
    public void removeIncident(long jobKey) {
        // follows from the job
    }

    @Override
    public JobKeyIterator activatable(String tenantId, String type) {
        throw new UnsupportedOperationException("Expected a replay to hand out no jobs");
    }

    private Optional<byte[]> bytes(long jobKey, Function<JobEntry, byte @Nullable []> row) {
        JobEntry entry = entries.get(jobKey);
        return entry == null ? Optional.empty() : Optional.ofNullable(row.apply(entry));
    }
}
