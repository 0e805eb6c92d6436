package dev.reprise.gateway;

import dev.reprise.common.JobState;
import dev.reprise.common.RejectionType;
import dev.reprise.common.Variable;
import dev.reprise.reply.ActivatedJob;
import dev.reprise.reply.CommandAccepted;
import dev.reprise.reply.CommandRejected;
import dev.reprise.reply.JobSnapshot;
import dev.reprise.reply.JobsActivated;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Answers of the engine, as tests want them. */
public final class Answers {
    public static final Instant T0 = Instant.parse("2026-11-21T08:30:00Z");

    private Answers() {}

    /** The job is now in this state. */
    public static CommandAccepted accepted(FakeLog.Sent to, long jobKey, JobState state) {
        return new CommandAccepted(
                to.commandId(),
                new JobSnapshot(
                        jobKey,
                        state,
                        2,
                        1,
                        state == JobState.BACKING_OFF ? T0.plusSeconds(30) : null,
                        state == JobState.ACTIVATED ? T0.plusSeconds(60) : null,
                        state == JobState.INCIDENT,
                        7L,
                        to.partition(),
                        1042L),
                false);
    }

    public static CommandRejected rejected(FakeLog.Sent to, long jobKey, RejectionType type, String reason) {
        return new CommandRejected(
                jobKey,
                to.commandId(),
                to.command().getSchema().getName(),
                type,
                reason,
                T0,
                type == RejectionType.NOT_FOUND ? null : JobState.COMPLETED,
                null,
                to.partition(),
                1042L,
                false);
    }

    /** So many jobs are handed out. */
    public static JobsActivated activated(String commandId, String type, String worker, long... jobKeys) {
        List<ActivatedJob> jobs = new ArrayList<>();
        for (long jobKey : jobKeys) {
            jobs.add(job(jobKey, type, worker));
        }
        return new JobsActivated(commandId, jobs, false, 0, 1042L);
    }

    public static ActivatedJob job(long jobKey, String type, String worker) {
        return new ActivatedJob(
                jobKey,
                type,
                "<default>",
                worker,
                "lease-" + jobKey,
                T0.plusSeconds(60),
                3,
                1,
                0,
                T0,
                null,
                Map.of("amount", new Variable("1.10", null, null)),
                Map.of("queue", "eu"),
                2L,
                null,
                Map.of(),
                true,
                null,
                null,
                "token-" + jobKey);
    }
}
