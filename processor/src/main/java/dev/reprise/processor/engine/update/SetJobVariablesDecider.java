package dev.reprise.processor.engine.update;

import dev.reprise.command.SetJobVariables;
import dev.reprise.common.JobState;
import dev.reprise.common.Variable;
import dev.reprise.processor.engine.Check;
import dev.reprise.processor.engine.Decider;
import dev.reprise.processor.engine.Decision;
import dev.reprise.processor.engine.JobsView;
import dev.reprise.processor.engine.Moment;
import dev.reprise.processor.engine.NewEvents;
import dev.reprise.processor.engine.Precondition;
import dev.reprise.state.JobPayload;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Sets and removes variables of a job that goes on. */
public final class SetJobVariablesDecider implements Decider<SetJobVariables> {
    @Override
    public Decision decide(SetJobVariables command, JobsView jobs, Moment now) {
        Optional<Decision> mistake = new Check()
                .jobKey(command.getJobKey())
                .variables(command.getVariables())
                .that(
                        bytesAfter(command, jobs) <= Check.JOB_PAYLOAD_BYTES,
                        "Expected the variables of job %d to take at most %d bytes, but they would take more",
                        command.getJobKey(),
                        Check.JOB_PAYLOAD_BYTES)
                .mistake();
        return mistake.orElseGet(() -> Precondition.of(jobs, command.getJobKey(), "set variables of")
                .in(JobState.ACTIVATABLE, JobState.ACTIVATED, JobState.BACKING_OFF, JobState.INCIDENT)
                .then(job -> NewEvents.of(job, now).variablesSet(command).accepted()));
    }

    private static long bytesAfter(SetJobVariables command, JobsView jobs) {
        return jobs.payload(command.getJobKey())
                .map(payload -> bytes(payload, command))
                .orElse(0L);
    }

    private static long bytes(JobPayload payload, SetJobVariables command) {
        Map<String, Variable> changed =
                new HashMap<>(command.getLocal() ? payload.getLocalVariables() : payload.getVariables());
        changed.putAll(command.getVariables());
        return Check.bytes(changed)
                + Check.bytes(command.getLocal() ? payload.getVariables() : payload.getLocalVariables())
                + Check.bytesOfTexts(payload.getHeaders());
    }
}
