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
        return Precondition.of(jobs, command.getJobKey(), "take back")
                .in(JobState.ACTIVATED)
                .heldBy(command.getWorker(), command.getLeaseToken(), false)
                .then(job -> NewEvents.of(job, now).givenBack(job.getWorker()).accepted());
    }
}
