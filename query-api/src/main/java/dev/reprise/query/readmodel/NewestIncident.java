package dev.reprise.query.readmodel;

import dev.reprise.common.IncidentResolution;
import dev.reprise.event.IncidentCreated;
import dev.reprise.event.JobCreated;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The last incident that a job had, by the events that were folded.
 *
 * @param job how the job began, without variables and headers
 * @param raised how the incident began
 * @param annotation note by a person
 * @param closed null while it is open
 */
public record NewestIncident(
        JobCreated job,
        IncidentCreated raised,
        @Nullable String annotation,
        @Nullable Closed closed) {
    /** The end of an incident. */
    public record Closed(Instant at, IncidentResolution how) {}

    public long jobKey() {
        return job.getJobKey();
    }

    NewestIncident withAnnotation(@Nullable String note) {
        return new NewestIncident(job, raised, note, closed);
    }

    NewestIncident withClosed(Instant at, IncidentResolution how) {
        return new NewestIncident(job, raised, annotation, new Closed(at, how));
    }
}
