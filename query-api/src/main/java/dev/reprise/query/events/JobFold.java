package dev.reprise.query.events;

import dev.reprise.event.IncidentResolved;
import dev.reprise.event.JobActivated;
import dev.reprise.event.JobCreated;
import dev.reprise.event.JobFailed;
import dev.reprise.event.JobGivenBack;
import dev.reprise.event.JobTimedOut;
import dev.reprise.event.JobUpdated;
import dev.reprise.query.JobThen;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Follows a job through its events, in the few things that a log of them shows. A spec holds it to what the engine says. */
final class JobFold {
    private JobFold() {}

    /** The job as it began. */
    static JobThen begin(JobCreated created) {
        return new JobThen(
                Slim.of(created), created.getPriority(), created.getRetries(), created.getRetriesGiven(), null);
    }

    /** The job after an event that is not its first. */
    static JobThen next(JobThen before, SpecificRecord event) {
        if (event instanceof JobActivated activated) {
            return held(before, activated.getWorker());
        }
        if (event instanceof JobGivenBack) {
            return held(before, null);
        }
        if (event instanceof JobFailed failed) {
            return retries(before, failed.getRetries(), true);
        }
        if (event instanceof JobTimedOut timedOut) {
            return retries(before, timedOut.getRetries(), before.retriesGiven());
        }
        if (event instanceof IncidentResolved resolved) {
            return retries(before, resolved.getRetries(), true);
        }
        return event instanceof JobUpdated updated ? updated(before, updated) : before;
    }

    private static JobThen updated(JobThen before, JobUpdated event) {
        Integer retries = event.getRetries();
        Integer priority = event.getPriority();
        return new JobThen(
                before.created(),
                priority == null ? before.priority() : priority,
                retries == null ? before.retries() : retries,
                retries != null || before.retriesGiven(),
                before.worker());
    }

    private static JobThen retries(JobThen before, int retries, boolean given) {
        return new JobThen(before.created(), before.priority(), retries, given, before.worker());
    }

    private static JobThen held(JobThen before, @Nullable String worker) {
        return new JobThen(before.created(), before.priority(), before.retries(), before.retriesGiven(), worker);
    }
}
