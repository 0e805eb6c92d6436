package dev.reprise.processor.engine.apply;

import dev.reprise.common.JobState;
import dev.reprise.event.JobErrorThrown;
import dev.reprise.state.Job;
import java.time.Instant;

/** The job has ended with an error that it catches; with one that it does not, the incident right after holds it. */
final class JobErrorThrownV1 implements EventApplier<JobErrorThrown> {
    @Override
    public void apply(JobErrorThrown event, MutableJobs jobs) {
        Job job = jobs.edit(event.getJobKey());
        Instant purgeAt = event.getPurgeAt();
        job.setState(JobState.ERROR_THROWN);
        job.setSince(event.getOccurredAt().toEpochMilli());
        job.setDueAt(purgeAt == null ? 0 : purgeAt.toEpochMilli());
        job.setLeaseToken(null);
        job.setFailedAt(event.getOccurredAt().toEpochMilli());
        job.setErrorCode(event.getErrorCode());
        job.setErrorMessage(event.getErrorMessage());
    }
}
