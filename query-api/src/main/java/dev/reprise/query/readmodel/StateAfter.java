package dev.reprise.query.readmodel;

import dev.reprise.common.JobState;
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
import dev.reprise.event.JobRetryDue;
import dev.reprise.event.JobRetryScheduled;
import dev.reprise.event.JobTimedOut;
import dev.reprise.event.JobUpdated;
import dev.reprise.event.JobVariablesSet;
import dev.reprise.processor.engine.apply.EventHeader;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/** The state that an event of version 1 leaves its job in, as the engine's appliers have it. A spec holds one to the other. */
final class StateAfter {
    private static final Map<Class<? extends SpecificRecord>, JobState> STATES = Map.ofEntries(
            Map.entry(JobCreated.class, JobState.ACTIVATABLE),
            Map.entry(JobActivated.class, JobState.ACTIVATED),
            Map.entry(JobFailed.class, JobState.ACTIVATABLE), // unless the event right after says otherwise
            Map.entry(JobRetryScheduled.class, JobState.BACKING_OFF),
            Map.entry(JobRetryDue.class, JobState.ACTIVATABLE),
            Map.entry(JobTimedOut.class, JobState.ACTIVATABLE), // likewise
            Map.entry(JobGivenBack.class, JobState.ACTIVATABLE),
            Map.entry(JobCompleted.class, JobState.COMPLETED),
            Map.entry(JobErrorThrown.class, JobState.ERROR_THROWN), // likewise, if the job does not catch it
            Map.entry(JobCanceled.class, JobState.CANCELED),
            Map.entry(IncidentCreated.class, JobState.INCIDENT),
            Map.entry(IncidentResolved.class, JobState.ACTIVATABLE));

    private static final Set<Class<? extends SpecificRecord>> STAY =
            Set.of(JobUpdated.class, JobVariablesSet.class, IncidentAnnotated.class);

    private StateAfter() {}

    /** What leaves an open incident as it is, if there is one: a report by the last holder, and forgetting who that is (Camunda 7). */
    private static final Set<Class<? extends SpecificRecord>> STAY_AN_INCIDENT =
            Set.of(JobFailed.class, JobGivenBack.class);

    static JobState of(SpecificRecord event, JobState before) {
        if (EventHeader.version(event) != 1) {
            throw new UnfoldableEventException(
                    "its version is %d, which this release does not know".formatted(EventHeader.version(event)));
        }
        JobState state = STATES.get(event.getClass());
        if (state != null) {
            return before == JobState.INCIDENT && STAY_AN_INCIDENT.contains(event.getClass()) ? before : state;
        }
        if (STAY.contains(event.getClass())) {
            return before;
        }
        throw new UnfoldableEventException("it is a %s, which this release does not know as an event"
                .formatted(event.getSchema().getName()));
    }
}
