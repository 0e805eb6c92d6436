package dev.reprise.query.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** What Jetty refuses before a route is asked (a line that is no HTTP, a header too long, a path with a bad escape), as problems. */
final class JettyProblems extends ErrorHandler {
    private static final Duration SOON = Duration.ofSeconds(1);

    private final ErrorForms forms;

    JettyProblems(ErrorForms forms) {
        this.forms = forms;
    }

    /** Jetty would write nothing but the status where the method is not GET, POST or HEAD. */
    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int status,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        Problem problem = cause instanceof ProblemException known ? known.problem() : problem(status, message);
        ErrorAnswer answer = forms.answer(problem, RequestHead.of(request));
        response.setStatus(answer.status());
        answer.headers().forEach(response.getHeaders()::put);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.contentType());
        response.write(true, ByteBuffer.wrap(answer.bytes()), callback);
    }

    /** Of a request of which nothing could be read: nobody knows which API was meant. */
    @Override
    public ByteBuffer badMessageError(int status, @Nullable String reason, HttpFields.Mutable fields) {
        fields.put(HttpHeader.CONTENT_TYPE, ProblemWriter.MEDIA_TYPE);
        return ByteBuffer.wrap(ProblemWriter.json(problem(status, reason), "").getBytes(UTF_8));
    }

    private static Problem problem(int status, @Nullable String message) {
        ProblemType type = ProblemType.ofStatus(status);
        Problem problem = Problem.of(type, message == null || message.isBlank() ? type.title() : message);
        // Of a request that comes in the moment in which a server begins to stop.
        return status == HttpStatus.SERVICE_UNAVAILABLE_503 ? problem.retryAfter(SOON) : problem;
    }
}
