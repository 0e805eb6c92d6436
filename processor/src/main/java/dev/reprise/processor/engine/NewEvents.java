package dev.reprise.processor.engine;

import dev.reprise.command.CreateJob;
import dev.reprise.command.FailJob;
import dev.reprise.command.SetJobVariables;
import dev.reprise.command.ThrowJobError;
import dev.reprise.common.IncidentResolution;
import dev.reprise.common.StopReason;
import dev.reprise.common.Variable;
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
import dev.reprise.processor.engine.policy.RetryVerdict;
import dev.reprise.state.Job;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** The events of one decision on one job: gives each the header and the next sequence. Texts are cut to what is kept. */
public final class NewEvents {
    private static final int V1 = 1;

    private final long jobKey;
    private final String type;
    private final String tenant;
    private final Instant at;
    private final @Nullable String command;
    private final @Nullable String trace;
    private final List<SpecificRecord> events = new ArrayList<>(2);
    private long sequence;

    private NewEvents(long jobKey, long sequence, String type, String tenant, Moment now) {
        this.jobKey = jobKey;
        this.sequence = sequence;
        this.type = type;
        this.tenant = tenant;
        at = Instant.ofEpochMilli(now.at());
        command = now.cause().commandId();
        trace = now.cause().traceParent();
    }

    /** Events that follow on what has happened to the job. */
    public static NewEvents of(Job job, Moment now) {
        return new NewEvents(job.getJobKey(), job.getSequence(), job.getType(), job.getTenantId(), now);
    }

    /** The first event of a new job. */
    public static NewEvents created(CreateJob c, int retries, Moment now) {
        NewEvents events = new NewEvents(c.getJobKey(), 0, c.getType(), c.getTenantId(), now);
        return events.add(new JobCreated(
                events.jobKey,
                ++events.sequence,
                events.at,
                events.command,
                events.trace,
                V1,
                events.type,
                events.tenant,
                c.getPriority(),
                retries,
                c.getRetries() != null,
                c.getVariables(),
                c.getHeaders(),
                c.getBusinessKey(),
                c.getCaughtErrors(),
                c.getProcess()));
    }

    public NewEvents activated(
            String worker, long deadline, int attempt, boolean timeoutUsesAttempt, TaskTokenSigner taskTokens) {
        long seq = ++sequence;
        return add(new JobActivated(
                jobKey,
                seq,
                at,
                command,
                trace,
                V1,
                type,
                tenant,
                worker,
                LeaseTokens.of(jobKey, seq, at.toEpochMilli()),
                Instant.ofEpochMilli(deadline),
                attempt,
                timeoutUsesAttempt,
                taskTokens.sign(jobKey, attempt, seq, at.toEpochMilli())));
    }

    public NewEvents failed(FailJob c, int attempt, RetryVerdict verdict) {
        return add(new JobFailed(
                jobKey,
                ++sequence,
                at,
                command,
                trace,
                V1,
                type,
                tenant,
                c.getWorker(),
                attempt,
                verdict.retries(),
                verdict.backOff(),
                Texts.cut(c.getErrorMessage(), Texts.ERROR_MESSAGE),
                Texts.cut(c.getErrorDetails(), Texts.ERROR_DETAILS),
                c.getErrorCode(),
                c.getExternalExecutionId(),
                c.getVariables(),
                c.getLocalVariables(),
                verdict.rule(),
                verdict.stop(),
                c.getRequestId(),
                c.getKeepErrorDetails(),
                c.getKeepLocalVariables()));
    }

    public NewEvents retryScheduled(RetryVerdict verdict, int nextAttempt) {
        Instant dueAt = Instant.ofEpochMilli(Times.after(at.toEpochMilli(), verdict.backOff()));
        return add(new JobRetryScheduled(
                jobKey,
                ++sequence,
                at,
                command,
                trace,
                V1,
                type,
                tenant,
                dueAt,
                verdict.backOff(),
                verdict.retries(),
                nextAttempt));
    }

    public NewEvents retryDue(long dueAt, boolean early) {
        return add(new JobRetryDue(
                jobKey,
                ++sequence,
                at,
                command,
                trace,
                V1,
                type,
                tenant,
                Instant.ofEpochMilli(dueAt),
                at.toEpochMilli() - dueAt,
                early));
    }

    public NewEvents timedOut(Job job, RetryVerdict verdict, boolean attemptUsed) {
        String worker = job.getWorker();
        return add(new JobTimedOut(
                jobKey,
                ++sequence,
                at,
                command,
                trace,
                V1,
                type,
                tenant,
                worker == null ? "" : worker,
                job.getAttempt(),
                Instant.ofEpochMilli(job.getDueAt()),
                verdict.retries(),
                attemptUsed,
                verdict.rule(),
                verdict.stop()));
    }

    public NewEvents updated(@Nullable Integer retries, @Nullable Long deadline, @Nullable Integer priority) {
        return add(new JobUpdated(
                jobKey,
                ++sequence,
                at,
                command,
                trace,
                V1,
                type,
                tenant,
                retries,
                deadline == null ? null : Instant.ofEpochMilli(deadline),
                priority));
    }

    /**
     * @param held whether the worker held the job, or was only its last holder
     */
    public NewEvents givenBack(@Nullable String worker, boolean held) {
        return add(new JobGivenBack(jobKey, ++sequence, at, command, trace, V1, type, tenant, worker, held));
    }

    public NewEvents variablesSet(SetJobVariables c) {
        return add(new JobVariablesSet(
                jobKey,
                ++sequence,
                at,
                command,
                trace,
                V1,
                type,
                tenant,
                c.getVariables(),
                c.getRemoved(),
                c.getLocal()));
    }

    public NewEvents completed(@Nullable String worker, Map<String, Variable> variables, long retention) {
        return add(new JobCompleted(
                jobKey, ++sequence, at, command, trace, V1, type, tenant, worker, variables, purgeAt(retention)));
    }

    /** An error that ends the job. */
    public NewEvents errorCaught(ThrowJobError c, long retention) {
        return add(errorThrown(c, true, purgeAt(retention)));
    }

    /** An error that the job does not catch. */
    public NewEvents errorUncaught(ThrowJobError c) {
        return add(errorThrown(c, false, null));
    }

    private JobErrorThrown errorThrown(ThrowJobError c, boolean caught, @Nullable Instant purgeAt) {
        return new JobErrorThrown(
                jobKey,
                ++sequence,
                at,
                command,
                trace,
                V1,
                type,
                tenant,
                c.getWorker(),
                c.getErrorCode(),
                Texts.cut(c.getErrorMessage(), Texts.ERROR_MESSAGE),
                c.getVariables(),
                caught,
                purgeAt);
    }

    public NewEvents canceled(@Nullable String reason, long retention) {
        return add(
                new JobCanceled(jobKey, ++sequence, at, command, trace, V1, type, tenant, reason, purgeAt(retention)));
    }

    public NewEvents purged(Job job) {
        return add(new JobPurged(jobKey, ++sequence, at, command, trace, V1, type, tenant, job.getState()));
    }

    public NewEvents incidentCreated(
            StopReason reason, String message, @Nullable String errorCode, int attempt, int retries) {
        String cut = Texts.cut(message, Texts.ERROR_MESSAGE);
        return add(new IncidentCreated(
                jobKey,
                ++sequence,
                at,
                command,
                trace,
                V1,
                type,
                tenant,
                reason,
                cut == null ? message : cut,
                errorCode,
                attempt,
                retries));
    }

    public NewEvents incidentAnnotated(@Nullable String annotation) {
        return add(new IncidentAnnotated(jobKey, ++sequence, at, command, trace, V1, type, tenant, annotation));
    }

    public NewEvents incidentResolved(int retries, IncidentResolution resolution) {
        return add(new IncidentResolved(jobKey, ++sequence, at, command, trace, V1, type, tenant, retries, resolution));
    }

    /** An open incident ends with its job. */
    public NewEvents incidentEnds(Job job) {
        return job.getIncident() == null ? this : incidentResolved(job.getRetries(), IncidentResolution.JOB_ENDED);
    }

    public Decision accepted() {
        return new Decision.Accepted(List.copyOf(events));
    }

    public List<SpecificRecord> list() {
        return List.copyOf(events);
    }

    private NewEvents add(SpecificRecord event) {
        events.add(event);
        return this;
    }

    private Instant purgeAt(long retention) {
        return Instant.ofEpochMilli(Times.after(at.toEpochMilli(), retention));
    }
}
