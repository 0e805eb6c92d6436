package dev.reprise.gateway.codepipeline;

import dev.reprise.common.JobState;
import dev.reprise.state.Job;
import java.time.Duration;

/** Where a job stands, in AWS's words. {@code TimedOut} does not occur: a job whose time is over is queued again. */
enum JobStatus {
    /** It waits for its retry to fall due. */
    Created,
    /** The next poll gets it. */
    Queued,
    /** Handed out, but not acknowledged. */
    Dispatched,
    /** Acknowledged, or held by a worker of another API. */
    InProgress,
    Succeeded,
    Failed;

    /**
     * Of a job.
     *
     * @param acknowledgeWithin how long jobs are leased before they are acknowledged
     */
    static JobStatus of(Job job, Duration acknowledgeWithin) {
        return job.getState() == JobState.ACTIVATED
                ? held(job, acknowledgeWithin)
                : switch (job.getState()) {
                    case BACKING_OFF -> Created;
                    case ACTIVATABLE -> Queued;
                    case COMPLETED -> Succeeded;
                    default -> Failed;
                };
    }

    /** The lease is made longer by the acknowledgement; that it is, is seen even if the job has forgotten the command. */
    private static JobStatus held(Job job, Duration acknowledgeWithin) {
        boolean acknowledged = !ActionType.isWorker(job.getWorker())
                || Acknowledgement.first(job).isPresent()
                || job.getDueAt() - job.getSince() > acknowledgeWithin.toMillis();
        return acknowledged ? InProgress : Dispatched;
    }

    boolean ended() {
        return this == Succeeded || this == Failed;
    }
}
