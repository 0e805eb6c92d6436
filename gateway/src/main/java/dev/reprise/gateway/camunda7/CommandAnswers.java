package dev.reprise.gateway.camunda7;

import dev.reprise.common.JobState;
import dev.reprise.common.RejectionType;
import dev.reprise.gateway.commands.Call;
import dev.reprise.gateway.commands.CommandGateway;
import dev.reprise.gateway.commands.Outcome;
import dev.reprise.gateway.http.Later;
import dev.reprise.query.JobQueries;
import dev.reprise.reply.CommandRejected;
import dev.reprise.state.Job;
import io.javalin.http.Context;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Sends commands and answers as the vendor would: 204, or its sentence, which names the worker that has the lock. */
final class CommandAnswers {
    private final CommandGateway commands;
    private final JobQueries jobs;

    CommandAnswers(CommandGateway commands, JobQueries jobs) {
        this.commands = commands;
        this.jobs = jobs;
    }

    /**
     * Sends a command to a task and answers with 204.
     *
     * @param notOwner the error if another worker has the lock, whose name is null if none has
     */
    void send(
            Context ctx, String id, SpecificRecord command, Call call, Function<@Nullable Job, EngineError> notOwner) {
        Later.answer(ctx, sent(id, command, call, notOwner), error -> {
            if (error.what() != null) {
                throw error.what();
            }
            JsonAnswers.nothing(ctx);
        });
    }

    /** What became of a command: an error or nothing. */
    record Sent(@Nullable EngineError what) {}

    CompletableFuture<Sent> sent(
            String id, SpecificRecord command, Call call, Function<@Nullable Job, EngineError> notOwner) {
        return commands.send(command, call).thenCompose(outcome -> {
            if (outcome instanceof Outcome.Rejected rejected && isAboutTheLock(rejected.answer())) {
                return jobs.within(call.tenants())
                        .job(Objects.requireNonNull(rejected.answer().getJobKey()))
                        .thenApply(found -> new Sent(notOwner.apply(
                                found.map(dev.reprise.query.FoundJob::job).orElse(null))));
            }
            return CompletableFuture.completedFuture(new Sent(error(outcome, id)));
        });
    }

    private static boolean isAboutTheLock(CommandRejected rejected) {
        JobState state = rejected.getJobState();
        boolean lock =
                rejected.getType() == RejectionType.NOT_OWNER || rejected.getType() == RejectionType.INVALID_STATE;
        return lock && state != null && TaskId.isTask(state);
    }

    /** The error that an outcome is; null if it was carried out. */
    static @Nullable EngineError error(Outcome outcome, String id) {
        if (outcome instanceof Outcome.Rejected rejected) {
            return rejected(rejected.answer(), id);
        } else if (outcome instanceof Outcome.NotAppended refused) {
            return notAppended(refused);
        } else if (outcome instanceof Outcome.Unknown unknown) {
            return EngineError.of(
                    504,
                    "RestException",
                    unknown.reason() + ". Whether it was carried out is not known; the same call may be repeated.",
                    null);
        }
        return null;
    }

    private static EngineError rejected(CommandRejected rejected, String id) {
        JobState state = rejected.getJobState();
        boolean gone = state == null ? rejected.getType() == RejectionType.NOT_FOUND : !TaskId.isTask(state);
        return gone ? EngineError.noSuchTask(id) : EngineError.refused(rejected.getReason());
    }

    static EngineError notAppended(Outcome.NotAppended outcome) {
        String text = "Nothing was changed: " + outcome.reason();
        return switch (outcome.refusal()) {
            case OVERLOADED, UNAVAILABLE -> EngineError.notNow(text);
            case TOO_LARGE -> EngineError.of(413, "RestException", text, null);
            case FORBIDDEN -> EngineError.of(500, "RestException", text, null);
        };
    }

    /** The name of the last locker, or the word null as the vendor has it. */
    static String locker(@Nullable Job job) {
        return job == null ? "null" : String.valueOf(job.getWorker());
    }
}
