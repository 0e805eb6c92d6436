package dev.reprise.gateway.http;

import dev.reprise.gateway.commands.Call;
import dev.reprise.query.access.Principal;
import dev.reprise.query.http.Problem;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the headers of a request say of the command that it becomes. */
public final class CallHeaders {
    /** Id of the request, chosen by the client: the same again gets the same answer. */
    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private static final String TRACE_PARENT = "traceparent";
    private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]{1,128}");
    /** Version 00 of W3C Trace Context; later versions may have more after it. */
    private static final Pattern TRACE =
            Pattern.compile("(?!ff)[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");

    private CallHeaders() {}

    /** The call, with the client's id if it gave one, for the jobs that its sender may touch. */
    public static Call call(Context ctx) {
        return idempotencyKey(ctx)
                .map(Call::of)
                .orElseGet(Call::anew)
                .tracedBy(traceParent(ctx))
                .within(Principal.of(ctx).tenants());
    }

    /** The client's own id of the request; one that is malformed ends the request with a 400 problem. */
    public static Optional<String> idempotencyKey(Context ctx) {
        String key = ctx.header(IDEMPOTENCY_KEY);
        if (key != null && !VISIBLE.matcher(key).matches()) {
            throw Problem.invalidParameter(
                            IDEMPOTENCY_KEY,
                            "Expected the header Idempotency-Key to have 1 to 128 visible ASCII characters, but it has not")
                    .asException();
        }
        return Optional.ofNullable(key);
    }

    /** The trace context; null if there is none or, as the standard asks, if it is malformed. */
    public static @Nullable String traceParent(Context ctx) {
        String value = ctx.header(TRACE_PARENT);
        return value != null && value.length() <= 200 && TRACE.matcher(value).matches() ? value : null;
    }
}
