package dev.reprise.processor.engine;

import dev.reprise.command.ActivateJobs;
import dev.reprise.command.AnnotateIncident;
import dev.reprise.command.CancelJob;
import dev.reprise.command.CompleteJob;
import dev.reprise.command.CreateJob;
import dev.reprise.command.FailJob;
import dev.reprise.command.GiveBackJob;
import dev.reprise.command.LockJob;
import dev.reprise.command.ResolveIncident;
import dev.reprise.command.RetryJobNow;
import dev.reprise.command.SetJobVariables;
import dev.reprise.command.ThrowJobError;
import dev.reprise.command.UpdateJob;
import dev.reprise.processor.engine.activate.ActivateJobsDecider;
import dev.reprise.processor.engine.activate.GiveBackJobDecider;
import dev.reprise.processor.engine.activate.LockJobDecider;
import dev.reprise.processor.engine.create.CreateJobDecider;
import dev.reprise.processor.engine.fail.FailJobDecider;
import dev.reprise.processor.engine.finish.CancelJobDecider;
import dev.reprise.processor.engine.finish.CompleteJobDecider;
import dev.reprise.processor.engine.finish.ThrowJobErrorDecider;
import dev.reprise.processor.engine.incident.AnnotateIncidentDecider;
import dev.reprise.processor.engine.incident.ResolveIncidentDecider;
import dev.reprise.processor.engine.retry.RetryJobNowDecider;
import dev.reprise.processor.engine.update.SetJobVariablesDecider;
import dev.reprise.processor.engine.update.UpdateJobDecider;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/** The registry of deciders. */
final class Deciders {
    private final Map<Class<?>, Decider<SpecificRecord>> deciders = new HashMap<>();

    Deciders(EngineSettings settings) {
        register(CreateJob.class, new CreateJobDecider());
        register(ActivateJobs.class, new ActivateJobsDecider(settings.taskTokens()));
        register(CompleteJob.class, new CompleteJobDecider(settings.retention()));
        register(FailJob.class, new FailJobDecider(settings.retention()));
        register(ThrowJobError.class, new ThrowJobErrorDecider(settings.retention()));
        register(UpdateJob.class, new UpdateJobDecider());
        register(GiveBackJob.class, new GiveBackJobDecider());
        register(LockJob.class, new LockJobDecider(settings.taskTokens()));
        register(SetJobVariables.class, new SetJobVariablesDecider());
        register(RetryJobNow.class, new RetryJobNowDecider());
        register(ResolveIncident.class, new ResolveIncidentDecider());
        register(AnnotateIncident.class, new AnnotateIncidentDecider());
        register(CancelJob.class, new CancelJobDecider(settings.retention()));
    }

    @SuppressWarnings("unchecked")
    private <C extends SpecificRecord> void register(Class<C> type, Decider<C> decider) {
        deciders.put(type, (Decider<SpecificRecord>) decider);
    }

    Set<Class<?>> commands() {
        return Set.copyOf(deciders.keySet());
    }

    Optional<Decider<SpecificRecord>> of(SpecificRecord command) {
        return Optional.ofNullable(deciders.get(command.getClass()));
    }
}
