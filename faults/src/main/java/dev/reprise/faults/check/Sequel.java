package dev.reprise.faults.check;

import dev.reprise.common.IncidentResolution;
import dev.reprise.common.JobState;
import dev.reprise.event.IncidentCreated;
import dev.reprise.event.IncidentResolved;
import dev.reprise.event.JobCanceled;
import dev.reprise.event.JobCompleted;
import dev.reprise.event.JobErrorThrown;
import dev.reprise.event.JobFailed;
import dev.reprise.event.JobRetryScheduled;
import dev.reprise.event.JobTimedOut;
import dev.reprise.event.JobUpdated;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Which events come right after another, of the same command and in the same transaction. */
final class Sequel {
    private static final Set<Class<?>> STOPPED = Set.of(IncidentCreated.class, JobCanceled.class, JobErrorThrown.class);

    private Sequel() {}

    /** The events one of which must come right after this one; none if it may stand alone. */
    static Set<Class<?>> owed(SpecificRecord event, JobModel jobAfter) {
        if (event instanceof JobFailed failed) {
            if (jobAfter.state == JobState.INCIDENT) { // its last holder reported again (Camunda 7)
                return failed.getStopReason() == null ? Set.of(IncidentResolved.class) : Set.of();
            }
            return failed.getStopReason() != null ? STOPPED : backingOff(failed.getBackOff());
        } else if (event instanceof JobTimedOut timedOut) {
            return timedOut.getStopReason() == null ? Set.of() : STOPPED;
        } else if (event instanceof JobErrorThrown thrown) {
            return thrown.getCaught() ? Set.of() : Set.of(IncidentCreated.class);
        } else if (event instanceof IncidentResolved resolved) {
            return owed(resolved.getResolution());
        }
        return Set.of();
    }

    private static Set<Class<?>> backingOff(long backOff) {
        return backOff > 0 ? Set.of(JobRetryScheduled.class) : Set.of();
    }

    private static Set<Class<?>> owed(IncidentResolution resolution) {
        return switch (resolution) {
            case JOB_CANCELED -> Set.of(JobCanceled.class);
            case JOB_ENDED -> Set.of(JobCompleted.class, JobErrorThrown.class);
            case RESOLVED, RETRIES_RAISED, UNSPECIFIED -> Set.of();
        };
    }

    /** Whether an event goes on with what the one before it began. */
    static boolean continues(@Nullable SpecificRecord before, SpecificRecord event) {
        return before != null
                && Objects.equals(Head.of(before).commandId(), Head.of(event).commandId())
                && mayFollow(before).contains(event.getClass());
    }

    private static Set<Class<?>> mayFollow(SpecificRecord before) {
        if (before instanceof JobFailed) {
            return Set.of(
                    JobRetryScheduled.class,
                    IncidentCreated.class,
                    JobCanceled.class,
                    JobErrorThrown.class,
                    IncidentResolved.class);
        } else if (before instanceof JobTimedOut) {
            return Set.of(JobRetryScheduled.class, IncidentCreated.class, JobCanceled.class, JobErrorThrown.class);
        } else if (before instanceof JobErrorThrown thrown) {
            return thrown.getCaught() ? Set.of() : Set.of(IncidentCreated.class);
        } else if (before instanceof IncidentResolved) {
            return Set.of(JobRetryScheduled.class, JobCompleted.class, JobErrorThrown.class, JobCanceled.class);
        } else if (before instanceof JobUpdated) {
            return Set.of(IncidentResolved.class, IncidentCreated.class);
        }
        return Set.of();
    }
}
