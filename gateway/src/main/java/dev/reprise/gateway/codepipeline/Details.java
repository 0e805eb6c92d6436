package dev.reprise.gateway.codepipeline;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.reprise.query.JobPart;
import dev.reprise.query.ReadAfter;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** {@code GetJobDetails} and {@code GetThirdPartyJobDetails}: the job as it is, in whatever state. */
final class Details {
    private final FoundJobs jobs;
    private final CodePipelineSettings settings;

    Details(FoundJobs jobs, CodePipelineSettings settings) {
        this.jobs = jobs;
        this.settings = settings;
    }

    CompletableFuture<AwsAnswer> get(AwsCall call) {
        JobReference reference = JobReference.read(call);
        call.input().require();
        return jobs.find(call, reference, Set.of(JobPart.PAYLOAD), ReadAfter.NOTHING)
                .thenApply(found -> AwsAnswer.of(JsonNodeFactory.instance
                        .objectNode()
                        .set(
                                "jobDetails",
                                JobJson.details(
                                        found.job(),
                                        WorkerInput.of(found.payload()),
                                        Region.of(call, settings),
                                        call.operation().thirdParty()))));
    }
}
