package dev.reprise.processor.engine.activate;

import dev.reprise.command.GiveBackJob;
import dev.reprise.common.JobState;
import dev.reprise.processor.engine.Decider;
import dev.reprise.processor.engine.Decision;
import dev.reprise.processor.engine.JobsView;
import dev.reprise.processor.engine.Moment;
import dev.reprise.processor.engine.NewEvents;
import dev.reprise.processor.engine.Precondition;

/** Takes a job back from its worker, as if it had not been handed out. */
public final class GiveBackJobDecider implements Decider<GiveBackJob> {
    @Override
    public Decision decide(GiveBackJob command, JobsView jobs, Moment now) {
        Precondition precondition = Precondition.of(jobs, command.getJobKey(), "take back");
        precondition = command.getInAnyState()
                ? precondition.in(JobState.ACTIVATED, JobState.ACTIVATABLE, JobState.BACKING_OFF, JobState.INCIDENT)
                : precondition.in(JobState.ACTIVATED);
        return precondition
                .heldBy(command.getWorker(), command.getLeaseToken(), false)
                .then(job -> NewEvents.of(job, now)
                        .givenBack(job.getWorker(), job.getState() == JobState.ACTIVATED)
                        .accepted());
    }
}
