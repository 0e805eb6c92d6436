package dev.reprise.gateway.camunda7;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.reprise.gateway.activation.Activation;
import dev.reprise.gateway.activation.Activations;
import dev.reprise.gateway.activation.Poll;
import dev.reprise.gateway.http.CallHeaders;
import dev.reprise.gateway.http.ClientSocket;
import dev.reprise.gateway.http.Later;
import dev.reprise.query.access.Principal;
import dev.reprise.reply.ActivatedJob;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /external-task/fetchAndLock}: always 200 with an array, since the Java client fails on anything else. A fetch that
 * waits is woken by everything that makes a task available. Tasks whose client is gone before it has them are given back.
 */
final class FetchRoute {
    private static final Logger LOG = LoggerFactory.getLogger(FetchRoute.class);
    private static final int CLIENT_CLOSED_REQUEST = 499;

    private final Activations activations;

    FetchRoute(Activations activations) {
        this.activations = activations;
    }

    void fetchAndLock(Context ctx) {
        FetchRequest request =
                FetchRequest.of(RequestBody.of(ctx), Principal.of(ctx).tenants());
        Optional<Poll> poll = request.poll(CallHeaders.traceParent(ctx));
        if (poll.isEmpty()) {
            JsonAnswers.write(ctx, JsonNodeFactory.instance.arrayNode());
            return;
        }
        ClientSocket socket = ClientSocket.of(ctx);
        Later.answer(ctx, activations.poll(poll.get(), socket), activation -> {
            boolean there = socket.beginAnswer();
            if (!(activation instanceof Activation.Jobs batch)) {
                refuse(ctx, activation);
            } else if (!there || !write(ctx, batch.jobs(), request)) {
                ctx.status(CLIENT_CLOSED_REQUEST);
                activations.giveBack(batch.jobs());
            }
        });
    }

    private static void refuse(Context ctx, Activation activation) {
        if (activation instanceof Activation.Rejected rejected) {
            throw EngineError.refused(rejected.answer().getReason());
        } else if (activation instanceof Activation.Refused refused) {
            throw CommandAnswers.notAppended(refused.why());
        } else if (activation instanceof Activation.Unanswered) {
            throw EngineError.notNow("No partition said in time whether it has tasks. Fetch again.");
        }
        ctx.status(CLIENT_CLOSED_REQUEST);
    }

    /** Writes the answer itself, to learn whether the socket takes it; false if not. */
    private static boolean write(Context ctx, List<ActivatedJob> jobs, FetchRequest request) {
        ArrayNode tasks = JsonNodeFactory.instance.arrayNode();
        for (ActivatedJob job : jobs) {
            tasks.add(
                    TaskJson.locked(job, Objects.requireNonNull(request.topics().get(job.getType()))));
        }
        byte[] json = tasks.toString().getBytes(UTF_8);
        ctx.res().setStatus(200);
        ctx.res().setCharacterEncoding(null);
        ctx.res().setContentType("application/json");
        ctx.res().setContentLengthLong(json.length);
        try (OutputStream body = ctx.res().getOutputStream()) {
            body.write(json);
            return true;
        } catch (IOException e) {
            LOG.debug("A client was gone before it had its tasks", e);
            return false;
        }
    }
}
