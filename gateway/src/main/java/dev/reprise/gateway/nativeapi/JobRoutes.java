package dev.reprise.gateway.nativeapi;

import dev.reprise.command.CreateJob;
import dev.reprise.common.RejectionType;
import dev.reprise.gateway.commands.Call;
import dev.reprise.gateway.commands.CommandGateway;
import dev.reprise.gateway.commands.Outcome;
import dev.reprise.gateway.http.CallHeaders;
import dev.reprise.gateway.http.Later;
import dev.reprise.query.access.Needs;
import dev.reprise.query.access.Principal;
import dev.reprise.query.http.Routes;
import dev.reprise.schemas.JobKeyMinter;
import dev.reprise.schemas.JobKeys;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/** Commands to jobs and incidents. */
final class JobRoutes {
    private static final int TRIES_WITH_MINTED_KEYS = 3;

    private final CommandGateway commands;
    private final JobKeyMinter minter;

    JobRoutes(CommandGateway commands, JobKeyMinter minter) {
        this.commands = commands;
        this.minter = minter;
    }

    void register(Routes routes) {
        routes.needing(Needs.WORK)
                .post("/v1/jobs", "Create a job.", this::create)
                .post("/v1/jobs/{jobKey}/failure", "Report that the work failed.", sending(Forms::fail))
                .post("/v1/jobs/{jobKey}/completion", "Report that the work is done.", sending(Forms::complete))
                .post("/v1/jobs/{jobKey}/error", "Report an error of the business.", sending(Forms::throwError))
                .post("/v1/jobs/{jobKey}/return", "Hand a job back untouched.", sending(Forms::giveBack))
                .needing(Needs.OPERATE)
                .post("/v1/jobs/{jobKey}/retry", "End the backoff of a job at once.", sending(Forms::retry))
                .needing(Needs.WORK_OR_OPERATE)
                .patch("/v1/jobs/{jobKey}", "Change retries, lease or priority.", sending(Forms::update))
                .needing(Needs.OPERATE)
                .delete("/v1/jobs/{jobKey}", "Cancel a job.", sending(Forms::cancel))
                .post("/v1/incidents/{jobKey}/resolution", "Resolve an incident.", sending(Forms::resolve))
                .put("/v1/incidents/{jobKey}/annotation", "Set the note on an incident.", sending(Forms::annotate));
    }

    private io.javalin.http.Handler sending(Function<Context, SpecificRecord> form) {
        return ctx -> Later.answer(
                ctx,
                commands.send(form.apply(ctx), CallHeaders.call(ctx)),
                outcome -> CommandAnswers.write(ctx, outcome, 200));
    }

    /**
     * Creates a job under the key that the client gave, or else one that follows from the Idempotency-Key, so that a repeat
     * hits the same job, or else a new one.
     */
    private void create(Context ctx) {
        Fields fields = Forms.newJob(ctx);
        Principal creator = Principal.of(ctx);
        Call call = CallHeaders.call(ctx);
        Optional<Long> key = fields.jobKey("jobKey")
                .or(() -> CallHeaders.idempotencyKey(ctx)
                        .map(idempotencyKey -> DerivedKeys.jobKey(Forms.tenantId(fields, creator), idempotencyKey)));
        CreateJob command = Forms.create(fields, key.orElseGet(minter::next), creator);
        CompletableFuture<Outcome> outcome =
                key.isPresent() ? commands.send(command, call) : createMinted(command, call, TRIES_WITH_MINTED_KEYS);
        Later.answer(ctx, outcome, decided -> {
            if (decided instanceof Outcome.Accepted accepted) {
                ctx.header(
                        "Location",
                        "/v1/jobs/" + JobKeys.text(accepted.answer().getJob().getJobKey()));
            }
            CommandAnswers.write(ctx, decided, 201);
        });
    }

    /** Another gateway may mint the same key in the same millisecond; then another key is taken. */
    private CompletableFuture<Outcome> createMinted(CreateJob command, Call call, int tries) {
        return commands.send(command, call)
                .thenCompose(outcome -> isTaken(outcome) && tries > 1
                        ? createMinted(
                                CreateJob.newBuilder(command)
                                        .setJobKey(minter.next())
                                        .build(),
                                call,
                                tries - 1)
                        : CompletableFuture.completedFuture(outcome));
    }

    private static boolean isTaken(Outcome outcome) {
        return outcome instanceof Outcome.Rejected rejected
                && rejected.answer().getType() == RejectionType.ALREADY_EXISTS;
    }
}
