package dev.reprise.gateway.cloudflow;

import dev.reprise.common.RejectionType;
import dev.reprise.gateway.commands.Call;
import dev.reprise.gateway.commands.CommandGateway;
import dev.reprise.gateway.commands.Outcome;
import dev.reprise.gateway.log.Append;
import dev.reprise.query.FoundJob;
import dev.reprise.query.JobQueries;
import dev.reprise.query.access.Tenants;
import dev.reprise.query.http.ProblemException;
import dev.reprise.reply.CommandRejected;
import dev.reprise.schemas.TaskToken;
import dev.reprise.schemas.TaskTokens;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Carries reports on tasks out. Futures fail with {@link Refused} or with what nobody expected. */
final class TaskReports {
    /** The npm client gives up 3 s after it has begun to connect. */
    private static final Duration PATIENCE = Duration.ofMillis(2_500);

    private static final Duration LOOKUP_PATIENCE = Duration.ofMillis(1_000);

    private final CommandGateway commands;
    private final JobQueries jobs;
    private final Optional<TaskTokens> tokens;

    TaskReports(CommandGateway commands, JobQueries jobs, Optional<TaskTokens> tokens) {
        this.commands = commands;
        this.jobs = jobs;
        this.tokens = tokens;
    }

    /** Reports; the future has the event's id. */
    CompletableFuture<Long> report(
            FlowCall call, Report report, Identity caller, Optional<String> requestId, @Nullable String traceParent) {
        String text = call.required("TaskToken");
        TaskToken task = task(text);
        SpecificRecord command = report.command(call, task, requestId.orElse(null));
        String commandId = requestId
                .map(id -> id + '/' + report.action() + '/' + task.sequence())
                .orElseGet(() -> UUID.randomUUID().toString());
        return mayTouch(caller, task, text)
                .thenCompose(yes -> commands.send(
                        command,
                        Call.of(commandId)
                                .tracedBy(traceParent)
                                .waiting(PATIENCE)
                                .within(tenants(caller))))
                .thenApply(outcome -> eventId(outcome, text));
    }

    /** The engine looks once more: the job with this key may be another one by then. */
    private static Tenants tenants(Identity caller) {
        String tenantId = caller.tenantId();
        return tenantId == null ? Tenants.ALL : Tenants.of(List.of(tenantId));
    }

    private TaskToken task(String text) {
        try {
            return tokens.orElseThrow(() -> new IllegalArgumentException("no secret"))
                    .verify(text);
        } catch (IllegalArgumentException e) {
            throw FlowError.INVALID_ARGUMENT.with(
                    "Expected TaskToken to be a token that was given out here, but it is not.");
        }
    }

    /** Whether the task is the caller's; a token says nothing of tenants, so the job is asked. */
    private CompletableFuture<Void> mayTouch(Identity caller, TaskToken task, String text) {
        String tenantId = caller.tenantId();
        if (tenantId == null) {
            return CompletableFuture.completedFuture(null);
        }
        return jobs.job(task.jobKey())
                .orTimeout(LOOKUP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .handle((found, fault) -> {
                    requireTenant(found, fault, tenantId, text);
                    return null;
                });
    }

    private static void requireTenant(
            @Nullable Optional<FoundJob> found, @Nullable Throwable fault, String tenantId, String text) {
        Throwable cause = fault instanceof CompletionException ? fault.getCause() : fault;
        if (cause instanceof ProblemException || cause instanceof TimeoutException) {
            throw FlowError.TASK_INVALID_STATE.with(); // its partition is on the way to another node
        } else if (cause != null) {
            throw new CompletionException(cause);
        }
        FoundJob job = found == null ? null : found.orElse(null);
        if (job == null) {
            throw FlowError.TASK_ALREADY_COMPLETED.with(text); // the token is genuine: there was such a job
        }
        if (!job.job().getTenantId().equals(tenantId)) {
            throw FlowError.ACCESS_DENIED.with();
        }
    }

    private static long eventId(Outcome outcome, String text) {
        if (outcome instanceof Outcome.Accepted accepted) {
            return accepted.answer().getJob().getSequence();
        } else if (outcome instanceof Outcome.Rejected rejected) {
            throw refused(rejected.answer(), text);
        } else if (outcome instanceof Outcome.NotAppended not && not.refusal() == Append.Refusal.OVERLOADED) {
            throw FlowError.RESOURCE_THROTTLED.with();
        } else if (outcome instanceof Outcome.NotAppended not && not.refusal() == Append.Refusal.TOO_LARGE) {
            throw FlowError.ENTITY_TOO_LARGE.with(CallReader.MOST_BYTES);
        }
        throw FlowError.INTERNAL_SERVER_ERROR.with(); // not decided, or nobody knows: to be tried again
    }

    private static Refused refused(CommandRejected rejected, String text) {
        RejectionType type = rejected.getType();
        if (type == RejectionType.NOT_FOUND) {
            return FlowError.TASK_ALREADY_COMPLETED.with(text);
        } else if (type == RejectionType.INVALID_STATE || type == RejectionType.NOT_OWNER) {
            return isOver(rejected) ? FlowError.TASK_ALREADY_COMPLETED.with(text) : FlowError.TASK_INVALID_STATE.with();
        } else if (type == RejectionType.INVALID_ARGUMENT) {
            return FlowError.INVALID_ARGUMENT.with(rejected.getReason());
        }
        return FlowError.INTERNAL_SERVER_ERROR.with();
    }

    /** Whether nothing more is to come of the task: it has ended, or has failed for good and waits for a person. */
    private static boolean isOver(CommandRejected rejected) {
        return rejected.getJobState() != null
                && switch (rejected.getJobState()) {
                    case COMPLETED, CANCELED, ERROR_THROWN, INCIDENT -> true;
                    default -> false;
                };
    }
}
