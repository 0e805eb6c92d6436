package dev.reprise.processor.engine.apply;

import dev.reprise.common.Variable;
import dev.reprise.event.JobActivated;
import dev.reprise.policy.RetryPolicy;
import dev.reprise.processor.engine.JobsView;
import dev.reprise.processor.engine.Policies;
import dev.reprise.processor.engine.rows.ActivatableRow;
import dev.reprise.processor.engine.rows.JobKeyIterator;
import dev.reprise.processor.engine.rows.Rows;
import dev.reprise.state.Job;
import dev.reprise.state.JobPayload;
import dev.reprise.state.Outcome;
import dev.reprise.state.Refusal;
import dev.reprise.state.Refusals;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * The jobs that one command touches, in hand: read from the rows, changed by appliers, written back all at once. Index rows follow
 * from the job rows, so they change together. Until {@link #write} the rows are untouched.
 */
public final class FoldedJobs implements JobsView, MutableJobs {
    /** Outcomes and refusals that a job remembers. */
    static final int REMEMBERED = 8;

    private final Rows rows;
    private final Policies policies;
    private final Map<Long, JobInHand> inHand = new LinkedHashMap<>();

    public FoldedJobs(Rows rows, Policies policies) {
        this.rows = rows;
        this.policies = policies;
    }

    @Override
    public Optional<Job> job(long jobKey) {
        return Optional.ofNullable(inHand(jobKey).job);
    }

    @Override
    public Optional<JobPayload> payload(long jobKey) {
        return Optional.ofNullable(inHand(jobKey).payload(rows));
    }

    @Override
    public JobKeyIterator activatable(String tenantId, String type) {
        return rows.activatable(tenantId, type);
    }

    @Override
    public Optional<RetryPolicy> retryPolicy(String jobType) {
        return policies.of(jobType);
    }

    @Override
    public Optional<String> errorDetails(long jobKey) {
        JobInHand entry = inHand(jobKey);
        return entry.errorDetailsChanged ? Optional.ofNullable(entry.errorDetails) : rows.errorDetails(jobKey);
    }

    /** The refusals that a job remembers, oldest first. */
    public List<Refusal> refusals(long jobKey) {
        return rows.refusals(jobKey).map(Refusals::getRefusals).orElse(List.of());
    }

    @Override
    public void create(Job job, JobPayload payload) {
        JobInHand entry = inHand(job.getJobKey());
        entry.job = job;
        entry.payload = payload;
        entry.changed = true;
        entry.payloadChanged = true;
    }

    @Override
    public Job edit(long jobKey) {
        JobInHand entry = inHand(jobKey);
        if (entry.job == null) {
            throw new CorruptHistoryException("Expected job %d to exist, but it does not".formatted(jobKey));
        }
        entry.changed = true;
        return entry.job;
    }

    @Override
    public void setVariables(long jobKey, Map<String, Variable> variables) {
        if (variables.isEmpty()) {
            return; // the point of keeping payloads apart: a failure without variables does not rewrite them
        }
        JobPayload payload = changePayload(jobKey);
        Map<String, Variable> merged = new HashMap<>(payload.getVariables());
        merged.putAll(variables);
        payload.setVariables(merged);
    }

    @Override
    public void setLocalVariables(long jobKey, Map<String, Variable> variables) {
        if (variables.isEmpty()) {
            return;
        }
        JobPayload payload = changePayload(jobKey);
        Map<String, Variable> merged = new HashMap<>(payload.getLocalVariables());
        merged.putAll(variables);
        payload.setLocalVariables(merged);
    }

    @Override
    public void setVisibleVariables(long jobKey, Map<String, Variable> variables) {
        Map<String, Variable> local = new HashMap<>(variables);
        local.keySet()
                .retainAll(payload(jobKey)
                        .map(JobPayload::getLocalVariables)
                        .orElse(Map.of())
                        .keySet());
        Map<String, Variable> others = new HashMap<>(variables);
        others.keySet().removeAll(local.keySet());
        setLocalVariables(jobKey, local);
        setVariables(jobKey, others);
    }

    @Override
    public void removeVariables(long jobKey, List<String> names, boolean local) {
        if (names.isEmpty()) {
            return;
        }
        JobPayload payload = changePayload(jobKey);
        Map<String, Variable> left = new HashMap<>(local ? payload.getLocalVariables() : payload.getVariables());
        left.keySet().removeAll(names);
        if (local) {
            payload.setLocalVariables(left);
        } else {
            payload.setVariables(left);
        }
    }

    /** The payload, to be changed in place: a copy, since rows may share the one they gave out. */
    private JobPayload changePayload(long jobKey) {
        JobInHand entry = inHand(jobKey);
        JobPayload old = entry.payload(rows);
        JobPayload copy = old == null
                ? new JobPayload(Map.of(), Map.of(), Map.of())
                : new JobPayload(old.getVariables(), old.getHeaders(), old.getLocalVariables());
        entry.payload = copy;
        entry.payloadChanged = true;
        return copy;
    }

    @Override
    public void setErrorDetails(long jobKey, @Nullable String details) {
        JobInHand entry = inHand(jobKey);
        Job job = edit(jobKey);
        entry.errorDetails = details;
        entry.errorDetailsChanged = details != null || job.getHasErrorDetails();
        job.setHasErrorDetails(details != null);
    }

    @Override
    public void purge(long jobKey) {
        JobInHand entry = inHand(jobKey);
        entry.job = null;
        entry.changed = true;
    }

    /** Remembers a refusal, so that the same command gets the same answer when it comes again. */
    public void remember(long jobKey, Refusal refusal) {
        List<Refusal> kept = new ArrayList<>(refusals(jobKey));
        kept.add(refusal);
        rows.putRefusals(jobKey, new Refusals(last(kept)));
    }

    /** Notes the sequence of an event that has been folded and, if a command to the job caused it, what the command led to. */
    void remember(SpecificRecord event) {
        Job job = inHand(EventHeader.jobKey(event)).job;
        if (job == null) {
            return; // purged
        }
        job.setSequence(EventHeader.sequence(event));
        String commandId = EventHeader.commandId(event);
        if (commandId == null || event instanceof JobActivated) {
            return; // an activation is not a command to the job: asked again, it hands out other jobs
        }
        List<Outcome> outcomes = new ArrayList<>(job.getOutcomes());
        if (!outcomes.isEmpty()
                && outcomes.get(outcomes.size() - 1).getCommandId().equals(commandId)) {
            outcomes.remove(outcomes.size() - 1);
        }
        outcomes.add(new Outcome(
                commandId, job.getState(), job.getRetries(), job.getAttempt(), job.getDueAt(), job.getSequence()));
        job.setOutcomes(last(outcomes));
    }

    /** Writes all that changed, and tells which jobs have begun to wait for a worker. */
    public List<ActivatableRow> write() {
        List<ActivatableRow> nowActivatable = new ArrayList<>(1);
        for (Map.Entry<Long, JobInHand> entry : inHand.entrySet()) {
            entry.getValue().write(entry.getKey(), rows).ifPresent(nowActivatable::add);
        }
        return nowActivatable;
    }

    private JobInHand inHand(long jobKey) {
        return inHand.computeIfAbsent(jobKey, key -> new JobInHand(rows.job(key).orElse(null)));
    }

    private static <T> List<T> last(List<T> all) {
        return all.size() <= REMEMBERED ? all : new ArrayList<>(all.subList(all.size() - REMEMBERED, all.size()));
    }
}
