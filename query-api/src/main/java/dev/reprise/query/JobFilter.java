package dev.reprise.query;

import dev.reprise.common.JobState;
import dev.reprise.state.Incident;
import dev.reprise.state.Job;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs are meant: all of what is not null must be so.
 *
 * @param worker the worker that holds the job or held it last
 * @param incidentCode error code of the open incident
 */
public record JobFilter(
        @Nullable JobState state,
        @Nullable String type,
        @Nullable String worker,
        @Nullable String tenantId,
        @Nullable String incidentCode) {
    public static final JobFilter ALL = new JobFilter(null, null, null, null, null);

    /** Jobs with an open incident. */
    public static JobFilter incidents(@Nullable String type, @Nullable String tenantId, @Nullable String incidentCode) {
        return new JobFilter(JobState.INCIDENT, type, null, tenantId, incidentCode);
    }

    public boolean matches(Job job) {
        Incident incident = job.getIncident();
        return (state == null || state == job.getState())
                && (type == null || type.equals(job.getType()))
                && (worker == null || worker.equals(job.getWorker()))
                && (tenantId == null || tenantId.equals(job.getTenantId()))
                && (incidentCode == null || incident != null && incidentCode.equals(incident.getErrorCode()));
    }
}
