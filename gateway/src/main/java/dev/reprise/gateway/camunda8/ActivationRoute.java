package dev.reprise.gateway.camunda8;

import dev.reprise.gateway.activation.Activation;
import dev.reprise.gateway.activation.Activations;
import dev.reprise.gateway.http.ClientSocket;
import dev.reprise.gateway.http.Later;
import dev.reprise.gateway.log.Append.Refusal;
import dev.reprise.query.access.Needs;
import dev.reprise.query.http.Routes;
import dev.reprise.reply.ActivatedJob;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handing out jobs. A client that is gone before its jobs come gets none, and jobs that cannot be written to it are given back
 * untouched (Camunda 8 reports them as failed, or leaves them to their timeout).
 */
final class ActivationRoute {
    private static final Logger log = LoggerFactory.getLogger(ActivationRoute.class);
    private static final int CLIENT_CLOSED_REQUEST = 499;

    private final Activations activations;

    ActivationRoute(Activations activations) {
        this.activations = activations;
    }

    void register(Routes routes) {
        routes.needing(Needs.WORK)
                .post("/v2/jobs/activation", "Camunda 8: activate jobs; waits for the first.", this::activate);
    }

    private void activate(Context ctx) {
        ActivationRequest request = ActivationRequest.of(ctx);
        ClientSocket socket = ClientSocket.of(ctx);
        Later.answer(ctx, activations.poll(request.poll(), socket), activation -> {
            boolean there = socket.beginAnswer();
            if (!(activation instanceof Activation.Jobs batch)) {
                refuse(ctx, activation, request.type());
            } else if (!there || !write(ctx, ActivatedJobsJson.bytes(batch.jobs(), request.withLease()))) {
                undelivered(ctx, batch.jobs());
            }
        });
    }

    private static void refuse(Context ctx, Activation activation, String type) {
        if (activation instanceof Activation.Rejected rejected) {
            throw RestProblem.rejectedArgument(
                            Intent.ACTIVATE, rejected.answer().getReason())
                    .asException();
        } else if (activation instanceof Activation.Refused refused) {
            throw (refused.why().refusal() == Refusal.OVERLOADED
                            ? overloaded(type)
                            : CommandAnswers.notAppended(refused.why(), 0))
                    .asException();
        } else if (activation instanceof Activation.Unanswered) {
            throw RestProblem.unanswered().asException();
        }
        ctx.status(CLIENT_CLOSED_REQUEST);
    }

    private static RestProblem overloaded(String type) {
        return RestProblem.exhausted(
                "Expected to activate jobs of type '%s', but no jobs available and at least one broker returned 'RESOURCE_EXHAUSTED'. Please try again later."
                        .formatted(type));
    }

    /** Writes the answer itself, to learn whether the socket takes it; false if not. */
    private static boolean write(Context ctx, byte[] json) {
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

    private void undelivered(Context ctx, List<ActivatedJob> jobs) {
        ctx.status(CLIENT_CLOSED_REQUEST);
        activations.giveBack(jobs);
    }
}
