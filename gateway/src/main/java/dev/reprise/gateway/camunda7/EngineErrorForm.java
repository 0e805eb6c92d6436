package dev.reprise.gateway.camunda7;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reprise.query.http.ContentType;
import dev.reprise.query.http.ErrorAnswer;
import dev.reprise.query.http.ErrorForm;
import dev.reprise.query.http.Problem;
import dev.reprise.query.http.RequestHead;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Errors below {@code /engine-rest}, always JSON: the Java client takes any other body for a lost connection. Those that the vendor's
 * framework makes (404, 405, 415 …) have its names and texts.
 */
final class EngineErrorForm implements ErrorForm {
    private static final Pattern OTHER_ENGINE = Pattern.compile(Camunda7Api.BASE + "/engine/(?!default(/|$))[^/]+/.*");

    private final boolean strict;

    /**
     * @param strict whether statuses are the vendor's even where it answers 500 to a mistake of the caller
     */
    EngineErrorForm(boolean strict) {
        this.strict = strict;
    }

    @Override
    public boolean speaks(RequestHead request) {
        return request.path().equals(Camunda7Api.BASE) || request.path().startsWith(Camunda7Api.BASE + "/");
    }

    @Override
    public ErrorAnswer answer(Problem problem, RequestHead request) {
        int status = problem.type().status();
        if (status == 404 && OTHER_ENGINE.matcher(request.path()).matches()) {
            return new ErrorAnswer(
                    400,
                    "application/json",
                    problem.headers(),
                    json("InvalidRequestException", "No process engine available", null));
        }
        String body = switch (status) {
            case 401 -> json("NotAuthorizedException", "HTTP 401 Unauthorized", null);
            case 403 -> json("AuthorizationException", problem.detail(), 0);
            case 404 -> json("NotFoundException", "HTTP 404 Not Found", null);
            case 405 -> json("NotAllowedException", "HTTP 405 Method Not Allowed", null);
            case 406 -> json("NotAcceptableException", "HTTP 406 Not Acceptable", null);
            case 415 -> json("NotSupportedException", "HTTP 415 Unsupported Media Type", null);
            default -> json("RestException", problem.detail(), null);
        };
        return new ErrorAnswer(status, "application/json", problem.headers(), body);
    }

    /** Makes an error the answer. */
    void write(EngineError error, Context ctx) {
        Duration retryAfter = error.retryAfter();
        if (retryAfter != null) {
            ctx.header("Retry-After", Long.toString(retryAfter.toSeconds()));
        }
        ctx.status(error.status(strict));
        ctx.result(json(error.type(), error.text(), error.code()));
        ContentType.exactly(ctx, "application/json");
    }

    private static String json(String type, String message, @Nullable Integer code) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        return json.put("type", type).put("message", message).put("code", code).toString();
    }
}
