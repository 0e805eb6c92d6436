package dev.reprise.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorFormTest {
    /** Errors of one line; they say what was asked for, too. */
    private static final ErrorForm LINES = new ErrorForm() {
        @Override
        public boolean speaks(RequestHead request) {
            return request.path().startsWith("/lines") || request.header("X-Lines") != null;
        }

        @Override
        public ErrorAnswer answer(Problem problem, RequestHead request) {
            return new ErrorAnswer(
                    problem.type().status() == 404 ? 499 : problem.type().status(),
                    "text/lines",
                    Map.of("X-Query", request.query()),
                    request.method() + " " + problem.type().status() + " ü");
        }
    };

    private final HttpSpec http = new HttpSpec(
            config -> {
                config.http.maxRequestSize = 1_000;
                config.routes.get("/lines/bug", ctx -> {
                    throw new IllegalStateException("bug");
                });
                config.routes.get("/lines/error", ctx -> {
                    throw new StackOverflowError("error");
                });
                config.routes.get("/lines/problem", ctx -> {
                    throw Problem.of(ProblemTypes.TOO_MANY_WAITING, "busy").asException();
                });
                config.routes.post("/lines/body", ctx -> ctx.result(ctx.body()));
            },
            LINES);

    @AfterEach
    void stop() {
        http.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "ANY"})
    void whatJettyRefusesAsItBeginsToStopSaysWhenToTryAgain(String method) {
        try (HttpSpec stopping =
                new HttpSpec(config -> config.jetty.modifyServer(server -> server.setHandler(new Handler.Wrapper() {
                    @Override
                    public boolean handle(Request request, Response response, Callback callback) {
                        Response.writeError(request, response, callback, 503); // as GracefulHandler does
                        return true;
                    }
                })))) {
            HttpResponse<String> answer = stopping.send(method, "/anywhere", "");

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).contains("1");
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(answer.body()).contains("\"status\":503");
        }
    }

    @Test
    void writesEveryErrorOfAnApiInItsForm() {
        assertLine(http.get("/lines/nowhere?a=b%20c"), 499, "GET 404 ü", "a=b%20c");
        assertLine(http.send("POST", "/lines/bug", ""), 405, "POST 405 ü", "");
        assertLine(http.get("/lines/bug"), 500, "GET 500 ü", "");
        assertLine(http.get("/lines/error"), 500, "GET 500 ü", "");
        assertLine(http.get("/lines/problem"), 503, "GET 503 ü", "");
        assertLine(http.send("POST", "/lines/body", "x".repeat(2_000)), 413, "POST 413 ü", "");
        assertLine(http.send("PUT", "/elsewhere", "", "X-Lines", "1"), 499, "PUT 404 ü", "");
    }

    @Test
    void leavesAllOthersWithProblems() {
        HttpResponse<String> answer = http.get("/elsewhere");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    private static void assertLine(HttpResponse<String> answer, int status, String body, String query) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/lines");
        assertThat(answer.headers().firstValue("X-Query")).hasValue(query);
        assertThat(answer.body()).isEqualTo(body);
    }
}
