package dev.reprise.gateway.camunda7;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reprise.gateway.commands.Call;
import dev.reprise.gateway.http.CallHeaders;
import dev.reprise.query.access.Principal;
import io.javalin.http.Context;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Ids of reports. The vendor's Java client repeats a call by itself after 429 and 503, and names it in no way. So the id follows from
 * what is said of which task, and counts within one attempt: the same report of a later attempt is another one.
 */
final class ReportCalls {
    private static final int BYTES = 16;

    private ReportCalls() {}

    static Call of(Context ctx, String operation, String taskId) {
        if (CallHeaders.idempotencyKey(ctx).isPresent()) {
            return CallHeaders.call(ctx);
        }
        MessageDigest hash = sha256();
        hash.update((operation + ' ' + taskId + '\n').getBytes(UTF_8));
        hash.update(ctx.bodyAsBytes());
        String id = "c7-" + HexFormat.of().formatHex(hash.digest(), 0, BYTES);
        return Call.of(id)
                .withinAttempt()
                .tracedBy(CallHeaders.traceParent(ctx))
                .within(Principal.of(ctx).tenants());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
