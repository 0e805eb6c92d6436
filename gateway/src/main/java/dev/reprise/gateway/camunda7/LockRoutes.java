package dev.reprise.gateway.camunda7;

import static dev.reprise.gateway.camunda7.CommandAnswers.locker;

import dev.reprise.command.GiveBackJob;
import dev.reprise.command.LockJob;
import dev.reprise.command.UpdateJob;
import dev.reprise.common.JobState;
import dev.reprise.gateway.http.CallHeaders;
import dev.reprise.state.Job;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Locks, retries and priority of one task. */
final class LockRoutes {
    private static final String NO_TIME = "lockTime is not greater than 0";

    private final CommandAnswers answers;
    private final InstantSource clock;

    LockRoutes(CommandAnswers answers, InstantSource clock) {
        this.answers = answers;
        this.clock = clock;
    }

    void lock(Context ctx) {
        String id = ctx.pathParam("id");
        RequestBody body = RequestBody.of(ctx);
        String worker = body.workerId();
        long duration = body.wholeOrZero("lockDuration");
        if (duration <= 0) {
            throw EngineError.refused("lockDuration is not greater than 0");
        }
        LockJob command = LockJob.newBuilder()
                .setJobKey(TaskId.require(id))
                .setWorker(worker)
                .setTimeout(duration)
                .setTimeoutUsesAttempt(false)
                .build();
        answers.send(ctx, id, command, CallHeaders.call(ctx), job -> notLocked(id, worker, job));
    }

    private static EngineError notLocked(String id, String worker, @Nullable Job job) {
        return EngineError.refused(
                job != null && job.getState() == JobState.INCIDENT
                        ? "External Task %s cannot be locked by worker '%s'. It has no retries left."
                                .formatted(id, worker)
                        : "External Task %s cannot be locked by worker '%s'. It is locked by worker '%s'."
                                .formatted(id, worker, locker(job)));
    }

    void extendLock(Context ctx) {
        String id = ctx.pathParam("id");
        RequestBody body = RequestBody.of(ctx);
        String worker = body.workerId();
        long duration = body.wholeOrZero("newDuration");
        if (duration <= 0) {
            throw EngineError.refused(NO_TIME);
        }
        UpdateJob command = UpdateJob.newBuilder()
                .setJobKey(TaskId.require(id))
                .setWorker(worker)
                .setTimeout(duration)
                .build();
        answers.send(ctx, id, command, CallHeaders.call(ctx), job -> notExtended(id, worker, job));
    }

    /** The vendor looks at the worker first, then at the clock. */
    private EngineError notExtended(String id, String worker, @Nullable Job job) {
        boolean last = job != null && worker.equals(job.getWorker());
        return EngineError.refused(
                last
                        ? "Cannot extend a lock that expired: lockExpirationTime is not greater than or equal to "
                                + clock.millis()
                        : "The lock of the External Task %s cannot be extended by worker '%s''. It is locked by worker '%s'."
                                .formatted(id, worker, locker(job)));
    }

    /** Asks for no worker and reads no body. */
    void unlock(Context ctx) {
        String id = ctx.pathParam("id");
        GiveBackJob command = GiveBackJob.newBuilder()
                .setJobKey(TaskId.require(id))
                .setInAnyState(true)
                .build();
        answers.send(ctx, id, command, CallHeaders.call(ctx), job -> EngineError.noSuchTask(id));
    }

    void retries(Context ctx) {
        String id = ctx.pathParam("id");
        int retries = Retries.of(RequestBody.of(ctx));
        if (retries < 0) {
            throw EngineError.of(400, "BadUserRequestException", Retries.NEGATIVE, 0);
        }
        UpdateJob command = Retries.command(TaskId.require(id), retries);
        answers.send(ctx, id, command, CallHeaders.call(ctx), job -> EngineError.noSuchTask(id));
    }

    void priority(Context ctx) {
        String id = ctx.pathParam("id");
        Long priority = RequestBody.of(ctx).whole("priority");
        if (priority == null) {
            throw EngineError.mistake("NullPointerException", "The priority is missing", null);
        }
        int kept = Math.toIntExact(Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, priority)));
        if (kept != priority) {
            throw EngineError.invalid("The priority must be between %d and %d, but is %d"
                    .formatted(Integer.MIN_VALUE, Integer.MAX_VALUE, Objects.requireNonNull(priority)));
        }
        UpdateJob command = UpdateJob.newBuilder()
                .setJobKey(TaskId.require(id))
                .setPriority(kept)
                .build();
        answers.send(ctx, id, command, CallHeaders.call(ctx), job -> EngineError.noSuchTask(id));
    }
}
