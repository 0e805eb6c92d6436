package dev.reprise.gateway.camunda8;

import static dev.reprise.gateway.camunda8.RestProblem.rejectedArgument;

import dev.reprise.command.UpdateJob;
import dev.reprise.common.JobState;
import dev.reprise.gateway.http.Later;
import dev.reprise.query.FoundJob;
import dev.reprise.query.JobQueries;
import dev.reprise.query.access.Needs;
import dev.reprise.query.access.Principal;
import dev.reprise.query.access.Role;
import dev.reprise.query.access.Visible;
import dev.reprise.query.http.Routes;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Changing retries and timeout: all of it or nothing (Camunda changes the retries and then refuses the timeout). The job's
 * existence is looked at before the values are, so bad values are refused here only after a look at the job.
 */
final class UpdateRoute {
    private final JobCommands commands;
    private final Visible<JobQueries> jobs;

    UpdateRoute(JobCommands commands, Visible<JobQueries> jobs) {
        this.commands = commands;
        this.jobs = jobs;
    }

    void register(Routes routes) {
        routes.needing(Needs.WORK_OR_OPERATE)
                .patch("/v2/jobs/{jobKey}", "Camunda 8: change retries or timeout of a job.", this::update);
    }

    private void update(Context ctx) {
        long jobKey = Key.inPath(ctx, JobRoutes.JOB_KEY);
        Binding body = RequestBody.required(ctx, Set.of("changeset", "operationReference", "leaseToken"))
                .binding();
        body.int64("operationReference");
        String leaseToken = JobRoutes.leaseToken(body);
        Binding changeset = body.object("changeset", Set.of("retries", "timeout"));
        Integer retries = changeset == null ? null : changeset.int32("retries");
        Long timeout = changeset == null ? null : changeset.int64("timeout");
        if (retries == null && timeout == null) {
            throw RestProblem.invalidArgument("At least one of [retries, timeout] is required.")
                    .asException();
        }
        if (retries != null && leaseToken == null) {
            Principal.of(ctx).require(Role.OPERATE, "change the retries of a job without the token of its lease");
        }
        if (retries != null && retries < 1 && jobKey > 0) {
            CompletableFuture<RestProblem> problem = Reads.of(jobs.to(ctx).job(jobKey))
                    .thenApply(found -> refused(found, jobKey, retries, timeout, leaseToken));
            Later.answer(ctx, problem, refused -> refused.write(ctx));
            return;
        }
        commands.send(
                ctx,
                Intent.UPDATE,
                jobKey,
                UpdateJob.newBuilder()
                        .setJobKey(jobKey)
                        .setRetries(retries)
                        .setTimeout(
                                timeout == null ? null : Math.max(1, timeout)) // Camunda: a timeout in the past ends it
                        .setLeaseToken(leaseToken)
                        .build());
    }

    private static RestProblem refused(
            Optional<FoundJob> found, long jobKey, int retries, @Nullable Long timeout, @Nullable String leaseToken) {
        if (found.isEmpty() || JobRejections.hasEnded(found.get().job().getState())) {
            return JobRejections.noSuchJob(Intent.UPDATE, jobKey);
        }
        if (leaseToken != null && !leaseToken.equals(found.get().job().getLeaseToken())) {
            return JobRejections.otherLease(Intent.UPDATE, jobKey);
        }
        String reason =
                "Expected to update retries for job with key '%d' with a positive amount of retries, but the amount given was '%d'"
                        .formatted(jobKey, retries);
        boolean active = found.get().job().getState() == JobState.ACTIVATED;
        return rejectedArgument(
                Intent.UPDATE, timeout == null || active ? reason : reason + ", " + JobRejections.notActive(jobKey));
    }
}
