package dev.reprise.processor.engine.apply;

import dev.reprise.event.IncidentAnnotated;
import dev.reprise.event.IncidentCreated;
import dev.reprise.event.IncidentResolved;
import dev.reprise.event.JobActivated;
import dev.reprise.event.JobCanceled;
import dev.reprise.event.JobCompleted;
import dev.reprise.event.JobCreated;
import dev.reprise.event.JobErrorThrown;
import dev.reprise.event.JobFailed;
import dev.reprise.event.JobGivenBack;
import dev.reprise.event.JobPurged;
import dev.reprise.event.JobRetryDue;
import dev.reprise.event.JobRetryScheduled;
import dev.reprise.event.JobTimedOut;
import dev.reprise.event.JobUpdated;
import dev.reprise.event.JobVariablesSet;
import dev.reprise.state.Job;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** The registry of appliers, and the one way to fold an event. */
public final class EventAppliers {
    private record Key(Class<?> type, int version) {}

    private final Map<Key, EventApplier<SpecificRecord>> appliers = new HashMap<>();

    public EventAppliers() {
        register(JobCreated.class, 1, new JobCreatedV1());
        register(JobActivated.class, 1, new JobActivatedV1());
        register(JobFailed.class, 1, new JobFailedV1());
        register(JobRetryScheduled.class, 1, new JobRetryScheduledV1());
        register(JobRetryDue.class, 1, new JobRetryDueV1());
        register(JobTimedOut.class, 1, new JobTimedOutV1());
        register(JobUpdated.class, 1, new JobUpdatedV1());
        register(JobVariablesSet.class, 1, new JobVariablesSetV1());
        register(JobGivenBack.class, 1, new JobGivenBackV1());
        register(JobCompleted.class, 1, new JobCompletedV1());
        register(JobErrorThrown.class, 1, new JobErrorThrownV1());
        register(JobCanceled.class, 1, new JobCanceledV1());
        register(JobPurged.class, 1, new JobPurgedV1());
        register(IncidentCreated.class, 1, new IncidentCreatedV1());
        register(IncidentAnnotated.class, 1, new IncidentAnnotatedV1());
        register(IncidentResolved.class, 1, new IncidentResolvedV1());
    }

    @SuppressWarnings("unchecked")
    private <E extends SpecificRecord> void register(Class<E> type, int version, EventApplier<E> applier) {
        appliers.put(new Key(type, version), (EventApplier<SpecificRecord>) applier);
    }

    boolean knows(Class<?> type, int version) {
        return appliers.containsKey(new Key(type, version));
    }

    Set<Class<?>> types() {
        return Set.copyOf(appliers.keySet().stream().map(Key::type).toList());
    }

    /**
     * Folds an event into state and remembers what its command led to.
     *
     * @throws CorruptHistoryException if the event does not follow on the job's last one, or is of an unknown kind or version
     */
    public void fold(SpecificRecord event, FoldedJobs jobs) {
        @Nullable
        EventApplier<SpecificRecord> applier = appliers.get(new Key(event.getClass(), EventHeader.version(event)));
        if (applier == null) {
            throw new CorruptHistoryException(
                    "Expected an event that this release knows, but got %s version %d (job %d, sequence %d)"
                            .formatted(
                                    event.getSchema().getName(),
                                    EventHeader.version(event),
                                    EventHeader.jobKey(event),
                                    EventHeader.sequence(event)));
        }
        long jobKey = EventHeader.jobKey(event);
        long last = jobs.job(jobKey).map(Job::getSequence).orElse(0L);
        if (EventHeader.sequence(event) != last + 1) {
            throw new CorruptHistoryException("Expected event %d of job %d, but got %s with sequence %d"
                    .formatted(last + 1, jobKey, event.getSchema().getName(), EventHeader.sequence(event)));
        }
        applier.apply(event, jobs);
        jobs.remember(event);
    }
}
