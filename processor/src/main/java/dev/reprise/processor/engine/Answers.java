package dev.reprise.processor.engine;

import dev.reprise.command.ActivateJobs;
import dev.reprise.common.JobState;
import dev.reprise.common.RejectionType;
import dev.reprise.common.Variable;
import dev.reprise.event.JobActivated;
import dev.reprise.processor.engine.activate.Selection;
import dev.reprise.reply.ActivatedJob;
import dev.reprise.reply.CommandAccepted;
import dev.reprise.reply.CommandRejected;
import dev.reprise.reply.JobSnapshot;
import dev.reprise.reply.JobsActivated;
import dev.reprise.state.Job;
import dev.reprise.state.JobPayload;
import dev.reprise.state.Outcome;
import dev.reprise.state.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Builds the answers to commands. */
final class Answers {
    private Answers() {}

    static String commandId(Moment now) {
        String id = now.cause().commandId();
        if (id == null) {
            throw new IllegalStateException("Expected a command to have an id, but it has none");
        }
        return id;
    }

    static CommandAccepted accepted(Job job, Moment now) {
        return new CommandAccepted(
                commandId(now),
                snapshot(
                        job.getJobKey(),
                        job.getState(),
                        job.getRetries(),
                        job.getAttempt(),
                        job.getDueAt(),
                        job.getSequence(),
                        now),
                false);
    }

    static CommandAccepted repeated(long jobKey, Outcome then, Moment now) {
        return new CommandAccepted(
                then.getCommandId(),
                snapshot(
                        jobKey,
                        then.getState(),
                        then.getRetries(),
                        then.getAttempt(),
                        then.getDueAt(),
                        then.getSequence(),
                        now),
                true);
    }

    private static JobSnapshot snapshot(
            long jobKey, JobState state, int retries, int attempt, long dueAt, long sequence, Moment now) {
        return new JobSnapshot(
                jobKey,
                state,
                retries,
                attempt,
                state == JobState.BACKING_OFF ? Instant.ofEpochMilli(dueAt) : null,
                state == JobState.ACTIVATED ? Instant.ofEpochMilli(dueAt) : null,
                state == JobState.INCIDENT,
                sequence,
                now.cause().partition(),
                now.cause().offset());
    }

    static CommandRejected rejected(
            SpecificRecord command, RejectionType type, String reason, @Nullable JobState state, Moment now) {
        return rejected(command, type, reason, state, now, false);
    }

    static CommandRejected repeated(SpecificRecord command, Refusal then, Moment now) {
        return rejected(command, then.getType(), then.getReason(), then.getJobState(), now, true);
    }

    private static CommandRejected rejected(
            SpecificRecord command,
            RejectionType type,
            String reason,
            @Nullable JobState state,
            Moment now,
            boolean repeated) {
        OptionalLong jobKey = Commands.jobKey(command);
        return new CommandRejected(
                jobKey.isPresent() ? jobKey.getAsLong() : null,
                commandId(now),
                command.getSchema().getName(),
                type,
                reason,
                Instant.ofEpochMilli(now.at()),
                state,
                now.cause().traceParent(),
                now.cause().partition(),
                now.cause().offset(),
                repeated);
    }

    static JobsActivated activated(ActivateJobs command, List<SpecificRecord> events, JobsView jobs, Moment now) {
        List<ActivatedJob> handedOut = new ArrayList<>(events.size());
        for (SpecificRecord event : events) {
            handedOut.add(activated(command, (JobActivated) event, jobs));
        }
        boolean more = !events.isEmpty() && events.size() < command.getMaxJobs() && anyLeft(command, jobs);
        return new JobsActivated(
                commandId(now),
                handedOut,
                more,
                now.cause().partition(),
                now.cause().offset());
    }

    private static boolean anyLeft(ActivateJobs command, JobsView jobs) {
        return command.getTenantIds().stream()
                .anyMatch(tenant -> Selection.anyWaiting(command.getSelection(), jobs, tenant, command.getType()));
    }

    private static ActivatedJob activated(ActivateJobs command, JobActivated event, JobsView jobs) {
        Job job = jobs.job(event.getJobKey()).orElseThrow();
        JobPayload payload =
                jobs.payload(event.getJobKey()).orElseGet(() -> new JobPayload(Map.of(), Map.of(), Map.of()));
        return new ActivatedJob(
                job.getJobKey(),
                job.getType(),
                job.getTenantId(),
                event.getWorker(),
                event.getLeaseToken(),
                event.getDeadline(),
                job.getRetries(),
                event.getAttempt(),
                job.getPriority(),
                Instant.ofEpochMilli(job.getCreatedAt()),
                job.getBusinessKey(),
                wanted(payload.getVariables(), command.getFetchVariables()),
                payload.getHeaders(),
                event.getSequence(),
                job.getProcess(),
                wanted(payload.getLocalVariables(), command.getFetchVariables()),
                job.getRetriesGiven(),
                command.getWithLastFailure() ? job.getErrorMessage() : null,
                command.getWithLastFailure() && job.getHasErrorDetails()
                        ? jobs.errorDetails(job.getJobKey()).orElse(null)
                        : null,
                event.getTaskToken());
    }

    private static Map<String, Variable> wanted(Map<String, Variable> all, @Nullable List<String> names) {
        if (names == null) {
            return all;
        }
        Map<String, Variable> wanted = new LinkedHashMap<>();
        for (String name : names) {
            Variable variable = all.get(name);
            if (variable != null) {
                wanted.put(name, variable);
            }
        }
        return wanted;
    }
}
