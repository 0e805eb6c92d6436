package dev.reprise.gateway.nativeapi;

import dev.reprise.gateway.activation.Activation;
import dev.reprise.gateway.activation.Activations;
import dev.reprise.gateway.activation.Poll;
import dev.reprise.gateway.activation.RepeatedPolls;
import dev.reprise.gateway.activation.Wanted;
import dev.reprise.gateway.http.CallHeaders;
import dev.reprise.gateway.http.ClientSocket;
import dev.reprise.gateway.http.Later;
import dev.reprise.query.access.Needs;
import dev.reprise.query.access.Principal;
import dev.reprise.query.http.Problem;
import dev.reprise.query.http.QueryParameters;
import dev.reprise.query.http.Routes;
import dev.reprise.reply.ActivatedJob;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Handing out jobs. */
final class ActivationRoute {
    private static final Logger log = LoggerFactory.getLogger(ActivationRoute.class);
    private static final long DEFAULT_PATIENCE_MS = 10_000;
    private static final long MOST_PATIENCE_MS = 600_000;
    private static final int CLIENT_CLOSED_REQUEST = 499;

    private final Activations activations;
    private final RepeatedPolls repeated;

    ActivationRoute(Activations activations) {
        this.activations = activations;
        this.repeated = new RepeatedPolls(activations);
    }

    void register(Routes routes) {
        routes.needing(Needs.WORK)
                .post("/v1/jobs/activation", "Take jobs to work on; waits for the first.", this::activate);
    }

    private void activate(Context ctx) {
        Poll poll = poll(ctx);
        Optional<String> key = CallHeaders.idempotencyKey(ctx)
                .map(given -> Principal.of(ctx).id() + ' ' + given); // a key is its sender's own
        ClientSocket socket = ClientSocket.of(ctx);
        CompletableFuture<Activation> answer = key.isEmpty()
                ? activations.poll(poll, socket)
                : repeated.poll(key.get(), poll, socket)
                        .orElseThrow(() -> Problems.keyReused(
                                        CallHeaders.idempotencyKey(ctx).orElse(""))
                                .asException());
        Later.answer(ctx, answer, activation -> {
            boolean there = socket.beginAnswer();
            if (!(activation instanceof Activation.Jobs batch)) {
                refuse(ctx, activation);
            } else if (there && write(ctx, batch.jobs())) {
                key.ifPresent(repeated::delivered);
            } else {
                undelivered(ctx, batch.jobs(), key);
            }
        });
    }

    private static Poll poll(Context ctx) {
        QueryParameters.of(ctx);
        Fields fields =
                Fields.of(ctx, "type", "worker", "maxJobs", "timeout", "requestTimeout", "tenantIds", "fetchVariables");
        Wanted wanted = new Wanted(
                fields.requiredText("type"),
                Duration.ofMillis(fields.requiredMillis("timeout", 1, Long.MAX_VALUE)),
                Forms.tenantIds(fields, Principal.of(ctx)),
                fields.texts("fetchVariables"),
                true);
        String worker = fields.requiredText("worker");
        if (worker.isBlank()) {
            throw Problem.of(Problems.INVALID_ARGUMENT, "Expected the worker to be given, but it was blank")
                    .asException();
        }
        return new Poll(
                worker,
                fields.requiredInteger("maxJobs", 1, 1000),
                List.of(wanted),
                Duration.ofMillis(
                        fields.millis("requestTimeout", 0, MOST_PATIENCE_MS).orElse(DEFAULT_PATIENCE_MS)),
                CallHeaders.traceParent(ctx));
    }

    private static void refuse(Context ctx, Activation activation) {
        if (activation instanceof Activation.Rejected rejected) {
            throw Problems.of(rejected.answer()).asException();
        } else if (activation instanceof Activation.Refused refused) {
            throw Problems.of(refused.why()).asException();
        } else if (activation instanceof Activation.Unanswered) {
            throw Problems.noAnswerToPoll().asException();
        }
        ctx.status(CLIENT_CLOSED_REQUEST);
    }

    /** Writes the answer itself, to learn whether the socket takes it; false if not. */
    private static boolean write(Context ctx, List<ActivatedJob> jobs) {
        byte[] json = ActivatedJson.bytes(jobs);
        ctx.res().setStatus(200);
        ctx.res().setContentType("application/json");
        ctx.res().setContentLengthLong(json.length);
        try (OutputStream body = ctx.res().getOutputStream()) {
            body.write(json);
            return true;
        } catch (IOException e) {
            log.debug("A client was gone before it had its jobs", e);
            return false;
        }
    }

    private void undelivered(Context ctx, List<ActivatedJob> jobs, Optional<String> key) {
        ctx.status(CLIENT_CLOSED_REQUEST);
        if (key.isEmpty()) { // else the client may come again for them
            activations.giveBack(jobs);
        }
    }
}
