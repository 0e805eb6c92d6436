package dev.reprise.processor.engine.finish;

import dev.reprise.command.CompleteJob;
import dev.reprise.processor.engine.Check;
import dev.reprise.processor.engine.Decider;
import dev.reprise.processor.engine.Decision;
import dev.reprise.processor.engine.JobsView;
import dev.reprise.processor.engine.Moment;
import dev.reprise.processor.engine.NewEvents;
import dev.reprise.processor.engine.Precondition;
import java.util.Optional;

/** Ends a job whose work is done. */
public final class CompleteJobDecider implements Decider<CompleteJob> {
    private final long retention;

    public CompleteJobDecider(long retention) {
        this.retention = retention;
    }

    @Override
    public Decision decide(CompleteJob command, JobsView jobs, Moment now) {
        Optional<Decision> mistake = new Check()
                .jobKey(command.getJobKey())
                .text("the worker", command.getWorker(), 255)
                .variables(command.getVariables())
                .mistake();
        return mistake.orElseGet(() -> Precondition.of(jobs, command.getJobKey(), "complete")
                .reportable(command.getAcceptExpiredLease() && command.getWorker() != null)
                .heldBy(command.getWorker(), command.getLeaseToken(), command.getAcceptExpiredLease())
                .then(job -> NewEvents.of(job, now)
                        .incidentEnds(job)
                        .completed(command.getWorker(), command.getVariables(), retention)
                        .accepted()));
    }
}
