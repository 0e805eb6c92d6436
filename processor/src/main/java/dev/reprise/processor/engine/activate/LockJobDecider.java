package dev.reprise.processor.engine.activate;

import dev.reprise.command.LockJob;
import dev.reprise.common.JobState;
import dev.reprise.common.RejectionType;
import dev.reprise.processor.engine.Check;
import dev.reprise.processor.engine.Decider;
import dev.reprise.processor.engine.Decision;
import dev.reprise.processor.engine.JobsView;
import dev.reprise.processor.engine.Moment;
import dev.reprise.processor.engine.NewEvents;
import dev.reprise.processor.engine.Precondition;
import dev.reprise.processor.engine.TaskTokenSigner;
import dev.reprise.processor.engine.Times;
import dev.reprise.state.Job;
import java.util.Optional;

/** Hands one job to a worker (Camunda 7: free, or locked by the same worker, or its lock has run out). */
public final class LockJobDecider implements Decider<LockJob> {
    private final TaskTokenSigner taskTokens;

    public LockJobDecider(TaskTokenSigner taskTokens) {
        this.taskTokens = taskTokens;
    }

    @Override
    public Decision decide(LockJob command, JobsView jobs, Moment now) {
        Optional<Decision> mistake = new Check()
                .jobKey(command.getJobKey())
                .name("the worker", command.getWorker())
                .that(
                        command.getTimeout() >= 1,
                        "Expected timeout to be 1 ms or more, but it was %d",
                        command.getTimeout())
                .mistake();
        return mistake.orElseGet(() -> Precondition.of(jobs, command.getJobKey(), "lock")
                .in(JobState.ACTIVATABLE, JobState.ACTIVATED, JobState.BACKING_OFF)
                .that(
                        job -> job.getState() == JobState.ACTIVATABLE
                                || command.getWorker().equals(job.getWorker()),
                        RejectionType.NOT_OWNER,
                        "another worker holds it, or held it last and it backs off")
                .then(job -> decide(command, job, now)));
    }

    private Decision decide(LockJob command, Job job, Moment now) {
        long deadline = Times.after(now.at(), command.getTimeout());
        NewEvents events = NewEvents.of(job, now);
        return job.getState() == JobState.ACTIVATED
                ? events.updated(null, deadline, null).accepted()
                : events.activated(
                                command.getWorker(),
                                deadline,
                                job.getAttempt() + 1,
                                command.getTimeoutUsesAttempt(),
                                taskTokens)
                        .accepted();
    }
}
