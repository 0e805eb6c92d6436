package dev.reprise.gateway.codepipeline;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.reprise.command.UpdateJob;
import dev.reprise.gateway.commands.CommandGateway;
import dev.reprise.gateway.commands.Outcome;
import dev.reprise.query.Position;
import dev.reprise.query.ReadAfter;
import dev.reprise.reply.JobSnapshot;
import dev.reprise.state.Job;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * {@code AcknowledgeJob} and {@code AcknowledgeThirdPartyJob}: one worker alone gets the job. Acknowledging makes the lease as long as the
 * work may take.
 */
final class Acknowledgements {
    private final CommandGateway commands;
    private final FoundJobs jobs;
    private final CodePipelineSettings settings;

    Acknowledgements(CommandGateway commands, FoundJobs jobs, CodePipelineSettings settings) {
        this.commands = commands;
        this.jobs = jobs;
        this.settings = settings;
    }

    CompletableFuture<AwsAnswer> acknowledge(AwsCall call) {
        JobReference reference = JobReference.read(call);
        String nonce = call.input().required("nonce", Constraints.NONCE);
        call.input().require();
        Acknowledgement mine = new Acknowledgement(nonce, call.invocationId());
        return jobs.find(call, reference, Set.of(), ReadAfter.NOTHING).thenCompose(found -> {
            Job job = found.job();
            if (Acknowledgement.first(job, nonce).isPresent()) {
                return CompletableFuture.completedFuture(answer(job, mine));
            }
            boolean waits = nonce.equals(job.getLeaseToken())
                    && JobStatus.of(job, settings.acknowledgeWithin()) == JobStatus.Dispatched;
            if (!waits) {
                throw AwsError.invalidNonce().asException();
            }
            return send(call, job, mine)
                    .thenCompose(after -> jobs.find(call, reference, Set.of(), after))
                    .thenApply(now -> answer(now.job(), mine));
        });
    }

    private CompletableFuture<ReadAfter> send(AwsCall call, Job job, Acknowledgement mine) {
        UpdateJob command = UpdateJob.newBuilder()
                .setJobKey(job.getJobKey())
                .setLeaseToken(mine.nonce())
                .setTimeout(settings.jobTimeout().toMillis())
                .build();
        return commands.send(command, call.command(mine.commandId())).thenApply(outcome -> {
            if (outcome instanceof Outcome.Accepted accepted) {
                JobSnapshot snapshot = accepted.answer().getJob();
                return ReadAfter.position(new Position(snapshot.getPartition(), snapshot.getOffset()));
            }
            AwsError error = Refusals.of(outcome);
            throw (error.code().equals("InvalidJobStateException") ? AwsError.invalidNonce() : error).asException();
        });
    }

    /** The job is for whoever acknowledged it first. */
    private AwsAnswer answer(Job job, Acknowledgement mine) {
        JobStatus status = JobStatus.of(job, settings.acknowledgeWithin());
        Optional<Acknowledgement> first = Acknowledgement.first(job, mine.nonce());
        boolean current = mine.nonce().equals(job.getLeaseToken());
        if (status.ended()
                ? first.isPresent()
                : current && first.isPresent() && first.get().equals(mine)) {
            return AwsAnswer.of(JsonNodeFactory.instance.objectNode().put("status", status.name()));
        }
        throw AwsError.invalidNonce().asException();
    }
}
