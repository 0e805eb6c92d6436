package dev.reprise.query.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** What Jetty refuses before a route is asked (a line that is no HTTP, a header too long, a path with a bad escape), as problems. */
final class JettyProblems extends ErrorHandler {
    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int status,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, ProblemWriter.MEDIA_TYPE);
        response.write(true, body(status, message, request.getHttpURI().getPath()), callback);
    }

    @Override
    public ByteBuffer badMessageError(int status, @Nullable String reason, HttpFields.Mutable fields) {
        fields.put(HttpHeader.CONTENT_TYPE, ProblemWriter.MEDIA_TYPE);
        return body(status, reason, null);
    }

    private static ByteBuffer body(int status, @Nullable String message, @Nullable String path) {
        ProblemType type = ProblemType.ofStatus(status);
        String detail = message == null || message.isBlank() ? type.title() : message;
        return ByteBuffer.wrap(ProblemWriter.json(Problem.of(type, detail), path == null ? "" : path)
                .getBytes(UTF_8));
    }
}
