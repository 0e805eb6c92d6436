package dev.reprise.gateway.codepipeline;

import dev.reprise.command.CancelJob;
import dev.reprise.command.CompleteJob;
import dev.reprise.command.CreateJob;
import dev.reprise.common.RejectionType;
import dev.reprise.gateway.commands.CommandGateway;
import dev.reprise.gateway.commands.Outcome;
import dev.reprise.query.FoundJob;
import dev.reprise.query.JobPart;
import dev.reprise.query.ReadAfter;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * {@code PutJobSuccessResult} and {@code PutThirdPartyJobSuccessResult}. With a continuation token the job that goes on with the action is
 * made first and this one completed then: a node that dies in between leaves an action that goes on twice, not one that is lost.
 */
final class Successes {
    private final CommandGateway commands;
    private final Results results;
    private final FoundJobs jobs;

    Successes(CommandGateway commands, Results results, FoundJobs jobs) {
        this.commands = commands;
        this.results = results;
        this.jobs = jobs;
    }

    CompletableFuture<AwsAnswer> put(AwsCall call) {
        JobReference reference = JobReference.read(call);
        SuccessResult result = SuccessResult.read(call);
        Set<JobPart> parts = result.continuationToken() == null ? Set.of() : Set.of(JobPart.PAYLOAD);
        return jobs.find(call, reference, parts, ReadAfter.NOTHING).thenCompose(found -> complete(call, found, result));
    }

    private CompletableFuture<AwsAnswer> complete(AwsCall call, FoundJob found, SuccessResult result) {
        CompleteJob command = CompleteJob.newBuilder()
                .setJobKey(found.job().getJobKey())
                .setLeaseToken(results.fence(found.job()))
                .setVariables(result.variables())
                .build();
        String token = result.continuationToken();
        if (token == null || !results.takesResult(found.job())) {
            return results.send(call, command);
        }
        CreateJob next = FollowUp.of(found.job(), WorkerInput.of(found.payload()), token);
        return commands.send(next, call.command("continue-" + call.invocationId()))
                .thenCompose(outcome -> {
                    if (!exists(outcome)) {
                        throw Refusals.of(outcome).asException();
                    }
                    return results.send(call, command)
                            .whenComplete((answer, fault) -> takeBack(call, outcome, next, fault));
                });
    }

    private static boolean exists(Outcome outcome) {
        return outcome instanceof Outcome.Accepted
                || (outcome instanceof Outcome.Rejected rejected
                        && rejected.answer().getType() == RejectionType.ALREADY_EXISTS);
    }

    /** The job was lost to somebody else in the moment between the two commands: what was made for it goes again. */
    private void takeBack(AwsCall call, Outcome creation, CreateJob next, @Nullable Throwable fault) {
        if (creation instanceof Outcome.Accepted
                && Faults.error(fault).filter(error -> error.status() == 400).isPresent()) {
            var unused = commands.send(
                    new CancelJob(next.getJobKey(), "The result that it goes on from was refused"),
                    call.command("take-back-" + call.invocationId()));
        }
    }
}
