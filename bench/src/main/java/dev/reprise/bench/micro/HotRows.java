package dev.reprise.bench.micro;

import dev.reprise.processor.engine.rows.ActivatableRow;
import dev.reprise.processor.engine.rows.DueRow;
import dev.reprise.processor.engine.rows.JobKeyIterator;
import dev.reprise.processor.engine.rows.Rows;
import dev.reprise.state.Job;
import dev.reprise.state.JobPayload;
import dev.reprise.state.Refusals;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows of one job that cost nothing: what is left to measure is the engine. */
class HotRows implements Rows {
    private @Nullable Job job;
    private @Nullable DueRow due;
    int indexWrites; // counted, so that nothing is optimised away

    @Override
    public Optional<Job> job(long jobKey) {
        return Optional.ofNullable(job);
    }

    @Override
    public void putJob(Job changed) {
        job = changed;
    }

    /** The row that was added last. */
    DueRow due() {
        if (due == null) {
            throw new IllegalStateException("Expected a due row");
        }
        return due;
    }

    @Override
    public void addDue(DueRow row) {
        due = row;
        indexWrites++;
    }

    @Override
    public void removeDue(DueRow row) {
        indexWrites++;
    }

    @Override
    public void addActivatable(ActivatableRow row) {
        indexWrites++;
    }

    @Override
    public void removeActivatable(ActivatableRow row) {
        indexWrites++;
    }

    @Override
    public void addIncident(long jobKey) {
        indexWrites++;
    }

    @Override
    public void removeIncident(long jobKey) {
        indexWrites++;
    }

    @Override
    public void deleteJob(long jobKey) {
        job = null;
    }

    @Override
    public Optional<JobPayload> payload(long jobKey) {
        return Optional.empty();
    }

    @Override
    public void putPayload(long jobKey, JobPayload payload) {
        indexWrites++;
    }

    @Override
    public void deletePayload(long jobKey) {
        indexWrites++;
    }

    @Override
    public Optional<String> errorDetails(long jobKey) {
        return Optional.empty();
    }

    @Override
    public void putErrorDetails(long jobKey, String details) {
        indexWrites++;
    }

    @Override
    public void deleteErrorDetails(long jobKey) {
        indexWrites++;
    }

    @Override
    public Optional<Refusals> refusals(long jobKey) {
        return Optional.empty();
    }

    @Override
    public void putRefusals(long jobKey, Refusals refusals) {
        indexWrites++;
    }

    @Override
    public void deleteRefusals(long jobKey) {
        indexWrites++;
    }

    @Override
    public JobKeyIterator activatable(String tenantId, String type) {
        throw new UnsupportedOperationException("not measured");
    }
}
