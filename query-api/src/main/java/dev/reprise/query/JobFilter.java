package dev.reprise.query;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.reprise.common.JobState;
import dev.reprise.common.ProcessContext;
import dev.reprise.state.Incident;
import dev.reprise.state.Job;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs are meant: all of what is not null must be so. The owner of a partition looks through its jobs with it, so that only
 * those that it selects go from node to node. Keys are looked up, incidents go by their index, all else costs a look at every job.
 *
 * @param states one of these; none if empty, as with the other sets
 * @param worker the worker that holds the job or held it last
 * @param incidentCode error code of the open incident
 * @param businessKey the caller's own name for what the job works on
 * @param processIds of the processes that jobs come from; the type stands for the process of a job that did not say
 */
public record JobFilter(
        @Nullable Set<JobState> states,
        @Nullable Set<String> types,
        @Nullable Set<String> tenantIds,
        @Nullable Set<Long> keys,
        @Nullable String worker,
        @Nullable String incidentCode,
        @Nullable String businessKey,
        @Nullable Set<String> processIds) {
    /** Every job. */
    public static final JobFilter ALL = new JobFilter(null, null, null, null, null, null, null, null);

    @JsonCreator
    public JobFilter {
        states = copy(states);
        types = copy(types);
        tenantIds = copy(tenantIds);
        keys = copy(keys);
        processIds = copy(processIds);
    }

    /** One of each. */
    public JobFilter(
            @Nullable JobState state,
            @Nullable String type,
            @Nullable String worker,
            @Nullable String tenantId,
            @Nullable String incidentCode) {
        this(one(state), one(type), one(tenantId), null, worker, incidentCode, null, null);
    }

    /** Jobs with an open incident. */
    public static JobFilter incidents() {
        return ALL.withStates(Set.of(JobState.INCIDENT));
    }

    public JobFilter withStates(@Nullable Set<JobState> wanted) {
        return new JobFilter(wanted, types, tenantIds, keys, worker, incidentCode, businessKey, processIds);
    }

    public JobFilter withTypes(@Nullable Set<String> wanted) {
        return new JobFilter(states, wanted, tenantIds, keys, worker, incidentCode, businessKey, processIds);
    }

    public JobFilter withTenantIds(@Nullable Set<String> wanted) {
        return new JobFilter(states, types, wanted, keys, worker, incidentCode, businessKey, processIds);
    }

    /** Jobs with an open incident of one type, tenant and code. */
    public static JobFilter incidents(@Nullable String type, @Nullable String tenantId, @Nullable String incidentCode) {
        return new JobFilter(JobState.INCIDENT, type, null, tenantId, incidentCode);
    }

    /** These keys and no others: they are looked up one by one, and nothing else is read. */
    public JobFilter withKeys(@Nullable Set<Long> wanted) {
        return new JobFilter(states, types, tenantIds, wanted, worker, incidentCode, businessKey, processIds);
    }

    public JobFilter withWorker(@Nullable String wanted) {
        return new JobFilter(states, types, tenantIds, keys, wanted, incidentCode, businessKey, processIds);
    }

    public JobFilter withIncidentCode(@Nullable String wanted) {
        return new JobFilter(states, types, tenantIds, keys, worker, wanted, businessKey, processIds);
    }

    public JobFilter withBusinessKey(@Nullable String wanted) {
        return new JobFilter(states, types, tenantIds, keys, worker, incidentCode, wanted, processIds);
    }

    public JobFilter withProcessIds(@Nullable Set<String> wanted) {
        return new JobFilter(states, types, tenantIds, keys, worker, incidentCode, businessKey, wanted);
    }

    public boolean matches(Job job) {
        Incident incident = job.getIncident();
        return isIn(states, job.getState())
                && isIn(types, job.getType())
                && isIn(tenantIds, job.getTenantId())
                && isIn(keys, job.getJobKey())
                && (worker == null || worker.equals(job.getWorker()))
                && (incidentCode == null || incident != null && incidentCode.equals(incident.getErrorCode()))
                && (businessKey == null || businessKey.equals(job.getBusinessKey()))
                && (processIds == null || processIds.contains(processId(job)));
    }

    private static String processId(Job job) {
        ProcessContext process = job.getProcess();
        String processId = process == null ? null : process.getProcessId();
        return processId == null ? job.getType() : processId;
    }

    private static <T> boolean isIn(@Nullable Set<T> wanted, T value) {
        return wanted == null || wanted.contains(value);
    }

    private static <T> @Nullable Set<T> one(@Nullable T wanted) {
        return wanted == null ? null : Set.of(wanted);
    }

    private static <T> @Nullable Set<T> copy(@Nullable Set<T> wanted) {
        return wanted == null ? null : Set.copyOf(wanted);
    }
}
