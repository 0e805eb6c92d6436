package dev.reprise.query.jobs;

import dev.reprise.processor.engine.rows.DueRow;
import dev.reprise.processor.streams.RowIterator;
import dev.reprise.state.Job;
import dev.reprise.state.JobPayload;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the engine on this node knows of one partition. Every method throws a 503 {@link dev.reprise.query.http.ProblemException}
 * while the partition cannot be read here. Safe for use by many threads.
 */
public interface EnginePartition {
    Optional<Job> job(long jobKey);

    Optional<JobPayload> payload(long jobKey);

    Optional<String> errorDetails(long jobKey);

    /** Jobs from this key on, in the order of keys. */
    RowIterator<Job> jobs(long fromJobKey);

    /** Keys of jobs with an open incident from this key on, in order. */
    RowIterator<Long> incidents(long fromJobKey);

    /** What will fall due, soonest first. */
    RowIterator<DueRow> due();

    /** Offset of the last command that all of the above reflects; empty if not known. */
    OptionalLong processed();
}
