package dev.reprise.gateway.codepipeline;

import dev.reprise.gateway.commands.CommandGateway;
import dev.reprise.gateway.commands.Outcome;
import dev.reprise.state.Job;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Sends results. A result names no nonce, so the lease that was seen when it came is sent with it: if another worker gets the job
 * meanwhile, the engine refuses. Results that come too early or too late go to the engine as well, under a lease that there never is, so
 * that it remembers the refusal and a repeat of the call gets the same one, whatever has become of the job.
 */
final class Results {
    private static final String NO_LEASE = "none";

    private final CommandGateway commands;
    private final CodePipelineSettings settings;

    Results(CommandGateway commands, CodePipelineSettings settings) {
        this.commands = commands;
        this.settings = settings;
    }

    /** The lease to send with a result for this job; null if nobody holds it and the result is taken all the same. */
    @Nullable
    String fence(Job job) {
        return takesResult(job) ? job.getLeaseToken() : NO_LEASE;
    }

    /** Whether a result may come now. */
    boolean takesResult(Job job) {
        JobStatus status = JobStatus.of(job, settings.acknowledgeWithin());
        return status == JobStatus.InProgress
                || (settings.resultsWithoutAcknowledge()
                        && (status == JobStatus.Dispatched || status == JobStatus.Queued));
    }

    CompletableFuture<AwsAnswer> send(AwsCall call, SpecificRecord command) {
        return commands.send(command, call.command()).thenApply(outcome -> {
            if (outcome instanceof Outcome.Accepted) {
                return AwsAnswer.done();
            }
            throw Refusals.of(outcome).asException();
        });
    }
}
