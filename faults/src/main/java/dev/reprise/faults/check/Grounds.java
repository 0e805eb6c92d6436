package dev.reprise.faults.check;

import static dev.reprise.common.JobState.ACTIVATABLE;
import static dev.reprise.common.JobState.ACTIVATED;
import static dev.reprise.common.JobState.BACKING_OFF;
import static dev.reprise.common.JobState.INCIDENT;
import static dev.reprise.faults.check.Violation.Kind.UNFOUNDED_REFUSAL;

import dev.reprise.common.JobState;
import dev.reprise.common.RejectionType;
import dev.reprise.reply.CommandRejected;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says whether refusals had their grounds: whether the state that a refusal names was that of its job at that moment, and is one that
 * such a command can be refused in. The order of events and refusals is that of their times; while a clock is in doubt that says
 * nothing, and it is enough if the job was in that state at all.
 */
final class Grounds {
    /** Clocks are put right by a few milliseconds now and then. */
    private static final long TOLERANCE = 20;

    private static final Set<JobState> LIVE = Set.of(ACTIVATABLE, ACTIVATED, BACKING_OFF, INCIDENT);

    private record Refusal(Logged logged, CommandRejected rejected) {
        long at() {
            return rejected.getOccurredAt().toEpochMilli();
        }
    }

    private final Run run;
    private final boolean byTime;
    private final Map<Long, List<Refusal>> open = new HashMap<>();

    Grounds(Run run) {
        this.run = run;
        byTime = run.settings.doubt().isNone();
    }

    void refused(Logged logged, CommandRejected rejected, long jobKey) {
        if (!possible(rejected)) {
            report(
                    logged,
                    rejected,
                    "A %s cannot be refused as %s while its job is %s"
                            .formatted(rejected.getCommandType(), rejected.getType(), rejected.getJobState()));
        } else if (rejected.getType() != RejectionType.INVALID_ARGUMENT) { // may be said without a look at the job
            open.computeIfAbsent(jobKey, key -> new ArrayList<>(1)).add(new Refusal(logged, rejected));
        }
    }

    /** The job has been as it is since its last event, until this moment. */
    void until(JobModel job, long end) {
        List<Refusal> refusals = open.get(job.jobKey);
        if (refusals != null) {
            refusals.removeIf(refusal ->
                    refusal.rejected.getJobState() == job.state && (!byTime || within(refusal.at(), job.lastAt, end)));
        }
    }

    private static boolean within(long at, long from, long to) {
        return at + TOLERANCE >= from && at - TOLERANCE <= to;
    }

    /** Reports the refusals whose job was never as they say. */
    void end(Set<Long> jobs) {
        open.forEach((jobKey, refusals) -> {
            for (Refusal refusal : refusals) {
                JobState named = refusal.rejected.getJobState();
                if (jobs.contains(jobKey) || named != null) {
                    report(
                            refusal.logged,
                            refusal.rejected,
                            "Expected its job to be %s at %s, but it was not"
                                    .formatted(named == null ? "absent" : named, refusal.rejected.getOccurredAt()));
                }
            }
        });
    }

    private static boolean possible(CommandRejected rejected) {
        @Nullable JobState state = rejected.getJobState();
        return switch (rejected.getType()) {
            case INVALID_ARGUMENT -> true;
            case ALREADY_EXISTS -> state != null && "CreateJob".equals(rejected.getCommandType());
            case NOT_FOUND -> state == null || (ofIncident(rejected) && state != INCIDENT);
            case NOT_OWNER -> state != null && LIVE.contains(state);
            case INVALID_STATE ->
                state != null && !takenIn(rejected.getCommandType()).contains(state);
            case UNSPECIFIED -> false;
        };
    }

    private static boolean ofIncident(CommandRejected rejected) {
        return Set.of("ResolveIncident", "AnnotateIncident").contains(rejected.getCommandType());
    }

    /** The states that are never a reason to refuse such a command. */
    private static Set<JobState> takenIn(String commandType) {
        return switch (commandType) {
            case "CompleteJob", "FailJob", "ThrowJobError" -> Set.of(ACTIVATABLE, ACTIVATED);
            case "UpdateJob", "GiveBackJob" -> Set.of(ACTIVATED);
            case "RetryJobNow" -> Set.of(BACKING_OFF);
            case "LockJob" -> Set.of(ACTIVATABLE, ACTIVATED, BACKING_OFF);
            case "CancelJob", "SetJobVariables" -> LIVE;
            case "ResolveIncident" -> Set.of(ACTIVATABLE, ACTIVATED, BACKING_OFF);
            default -> Set.of();
        };
    }

    private void report(Logged logged, CommandRejected rejected, String sentence) {
        Long jobKey = rejected.getJobKey();
        run.findings.report(
                UNFOUNDED_REFUSAL,
                logged.partition(),
                logged.offset(),
                jobKey == null ? 0 : jobKey,
                rejected.getCommandId(),
                sentence);
    }
}
