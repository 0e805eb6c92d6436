package dev.reprise.processor.engine.rows;

import dev.reprise.state.Job;
import dev.reprise.state.JobPayload;
import dev.reprise.state.Refusals;
import java.util.Optional;

/**
 * Where the engine's rows lie: plain maps in specs and replay, RocksDB under Kafka Streams. Used by one thread. What it returns
 * is the caller's own copy.
 */
public interface Rows {
    Optional<Job> job(long jobKey);

    void putJob(Job job);

    void deleteJob(long jobKey);

    Optional<JobPayload> payload(long jobKey);

    void putPayload(long jobKey, JobPayload payload);

    void deletePayload(long jobKey);

    Optional<String> errorDetails(long jobKey);

    void putErrorDetails(long jobKey, String details);

    void deleteErrorDetails(long jobKey);

    Optional<Refusals> refusals(long jobKey);

    void putRefusals(long jobKey, Refusals refusals);

    void deleteRefusals(long jobKey);

    void addDue(DueRow row);

    void removeDue(DueRow row);

    void addActivatable(ActivatableRow row);

    void removeActivatable(ActivatableRow row);

    /** Index of the jobs with an open incident, by job key. */
    void addIncident(long jobKey);

    void removeIncident(long jobKey);

    /** Keys of the activatable jobs of a type: highest priority first, then longest waiting, then by key. */
    JobKeyIterator activatable(String tenantId, String type);
}
