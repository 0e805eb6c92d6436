package dev.reprise.gateway.camunda8;

import dev.reprise.gateway.commands.Call;
import dev.reprise.gateway.commands.CommandGateway;
import dev.reprise.gateway.commands.Outcome;
import dev.reprise.gateway.http.CallHeaders;
import dev.reprise.gateway.http.Later;
import dev.reprise.reply.CommandAccepted;
import dev.reprise.reply.CommandRejected;
import dev.reprise.schemas.JobKeys;
import io.javalin.http.Context;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/** Sends commands to jobs and answers with what becomes of them. */
final class JobCommands {
    private final CommandGateway gateway;
    private final JobRejections rejections;

    JobCommands(CommandGateway gateway, JobRejections rejections) {
        this.gateway = gateway;
        this.rejections = rejections;
    }

    /** Sends a command whose rejections are those of a job. No job has a key below 1, so one to such a key is not even sent. */
    void send(Context ctx, Intent intent, long jobKey, SpecificRecord command) {
        if (jobKey < 1) {
            throw JobRejections.noSuchJob(intent, jobKey).asException();
        }
        send(ctx, jobKey, command, rejected -> rejections.of(intent, jobKey, rejected));
    }

    /** Sends a command whose rejections the function puts into words. */
    void send(
            Context ctx,
            long jobKey,
            SpecificRecord command,
            Function<CommandRejected, CompletableFuture<RestProblem>> rejection) {
        Call call = CallHeaders.call(ctx);
        CompletableFuture<Answer> answer = gateway.send(command, call).thenCompose(outcome -> {
            if (outcome instanceof Outcome.Accepted accepted) {
                return CompletableFuture.completedFuture(new Answer.Done(accepted.answer()));
            } else if (outcome instanceof Outcome.Rejected rejected) {
                return rejection.apply(rejected.answer()).thenApply(Answer.Refused::new);
            }
            int partition = JobKeys.partitionFor(jobKey, Math.max(1, gateway.partitions()));
            return CompletableFuture.completedFuture(new Answer.Refused(CommandAnswers.notDecided(outcome, partition)));
        });
        Later.answer(ctx, answer, decided -> {
            if (decided instanceof Answer.Done done) {
                CommandAnswers.done(ctx, done.answer().getJob());
            } else if (decided instanceof Answer.Refused refused) {
                refused.problem().write(ctx);
            }
        });
    }

    private sealed interface Answer {
        record Done(CommandAccepted answer) implements Answer {}

        record Refused(RestProblem problem) implements Answer {}
    }
}
