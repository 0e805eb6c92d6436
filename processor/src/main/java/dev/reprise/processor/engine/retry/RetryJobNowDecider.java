package dev.reprise.processor.engine.retry;

import dev.reprise.command.RetryJobNow;
import dev.reprise.common.JobState;
import dev.reprise.processor.engine.Decider;
import dev.reprise.processor.engine.Decision;
import dev.reprise.processor.engine.JobsView;
import dev.reprise.processor.engine.Moment;
import dev.reprise.processor.engine.NewEvents;
import dev.reprise.processor.engine.Precondition;

/** Ends a backoff before its time. */
public final class RetryJobNowDecider implements Decider<RetryJobNow> {
    @Override
    public Decision decide(RetryJobNow command, JobsView jobs, Moment now) {
        return Precondition.of(jobs, command.getJobKey(), "retry")
                .in(JobState.BACKING_OFF)
                .then(job ->
                        NewEvents.of(job, now).retryDue(job.getDueAt(), true).accepted());
    }
}
