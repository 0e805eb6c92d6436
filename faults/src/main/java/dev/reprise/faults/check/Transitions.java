package dev.reprise.faults.check;

import static dev.reprise.common.JobState.ACTIVATABLE;
import static dev.reprise.common.JobState.ACTIVATED;
import static dev.reprise.common.JobState.BACKING_OFF;
import static dev.reprise.common.JobState.CANCELED;
import static dev.reprise.common.JobState.COMPLETED;
import static dev.reprise.common.JobState.ERROR_THROWN;
import static dev.reprise.common.JobState.INCIDENT;
import static java.util.Map.entry;

import dev.reprise.common.JobState;
import dev.reprise.event.IncidentAnnotated;
import dev.reprise.event.IncidentCreated;
import dev.reprise.event.IncidentResolved;
import dev.reprise.event.JobActivated;
import dev.reprise.event.JobCanceled;
import dev.reprise.event.JobCompleted;
import dev.reprise.event.JobErrorThrown;
import dev.reprise.event.JobFailed;
import dev.reprise.event.JobGivenBack;
import dev.reprise.event.JobPurged;
import dev.reprise.event.JobRetryDue;
import dev.reprise.event.JobRetryScheduled;
import dev.reprise.event.JobTimedOut;
import dev.reprise.event.JobUpdated;
import dev.reprise.event.JobVariablesSet;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** In which states of its job an event may come; {@code JobCreated} only where there is no job. */
final class Transitions {
    private static final Set<JobState> LIVE = Set.of(ACTIVATABLE, ACTIVATED, BACKING_OFF, INCIDENT);
    /** Reports are taken from whoever holds the job, from anybody while it waits, and from its last holder (Camunda 7). */
    private static final Set<JobState> ENDABLE = Set.of(ACTIVATABLE, ACTIVATED, BACKING_OFF);

    private static final Map<Class<?>, Set<JobState>> FROM = Map.ofEntries(
            entry(JobActivated.class, Set.of(ACTIVATABLE, BACKING_OFF)),
            entry(JobFailed.class, LIVE),
            entry(JobRetryScheduled.class, Set.of(ACTIVATABLE)),
            entry(JobRetryDue.class, Set.of(BACKING_OFF)),
            entry(JobTimedOut.class, Set.of(ACTIVATED)),
            entry(JobUpdated.class, LIVE),
            entry(JobVariablesSet.class, LIVE),
            entry(JobGivenBack.class, LIVE),
            entry(JobCompleted.class, ENDABLE),
            entry(JobErrorThrown.class, ENDABLE),
            entry(JobCanceled.class, ENDABLE),
            entry(IncidentCreated.class, ENDABLE),
            entry(IncidentAnnotated.class, Set.of(INCIDENT)),
            entry(IncidentResolved.class, Set.of(INCIDENT)),
            entry(JobPurged.class, Set.of(COMPLETED, CANCELED, ERROR_THROWN)));

    private Transitions() {}

    static boolean allow(SpecificRecord event, @Nullable JobState state) {
        Set<JobState> from = FROM.get(event.getClass());
        return from == null ? state == null : state != null && from.contains(state);
    }
}
