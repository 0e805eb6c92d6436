package dev.reprise.query.http;

import static dev.reprise.query.http.HttpSpec.json;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpConventionsTest {
    private HttpSpec http;

    @BeforeAll
    void start() {
        http = new HttpSpec(config -> {
            config.http.maxRequestSize = 1_000;
            Routes.in(config.routes)
                    .get("/v1/things", "things", ctx -> ctx.json(Map.of("at", Instant.ofEpochMilli(5))))
                    .post(
                            "/v1/things",
                            "a thing",
                            ctx -> ctx.json(Map.of(
                                    "n",
                                    JsonBody.of(ctx, "n").integer("n", 0, 9).orElse(-1))))
                    .get("/v1/things/{jobKey}", "one", ctx -> ctx.result("" + PathParameters.jobKey(ctx)))
                    .get(
                            "/v1/late",
                            "late",
                            ctx -> ctx.future(() -> CompletableFuture.failedFuture(
                                    Problem.of(ProblemTypes.PARTITION_UNAVAILABLE, "Expected it here, but it is not")
                                            .retryAfter(Duration.ofMillis(10))
                                            .asException())))
                    .get("/v1/throws", "throws", ctx -> {
                        throw new IllegalStateException("secret");
                    })
                    .get("/v1/error", "throws an error", ctx -> {
                        throw new AssertionError("secret");
                    });
        });
    }

    @AfterAll
    void stop() {
        http.close();
    }

    @Test
    void writesTimesInUtcWithMilliseconds() {
        HttpResponse<String> answer = http.get("/v1/things");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(contentType(answer)).isEqualTo("application/json");
        assertThat(answer.body()).isEqualTo("{\"at\":\"1970-01-01T00:00:00.005Z\"}");
    }

    @Test
    void answersUnknownPathsWithAProblem() {
        JsonNode problem = problem(http.get("/v1/nothing"), 404, "no-such-path");

        assertThat(problem.get("instance").textValue()).isEqualTo("/v1/nothing");
        assertThat(problem.get("detail").textValue()).contains("/v1/nothing");
    }

    @Test
    void answersOtherMethodsWithWhatIsAllowed() {
        HttpResponse<String> answer = http.send("DELETE", "/v1/things", "");

        problem(answer, 405, "method-not-allowed");
        assertThat(answer.headers().firstValue("Allow").orElseThrow())
                .contains("GET")
                .contains("POST");
    }

    @Test
    void refusesToAnswerInAnotherMediaType() {
        problem(http.get("/v1/things", "Accept", "text/html"), 406, "not-acceptable");
        assertThat(http.get("/v1/things", "Accept", "text/html, */*;q=0.1").statusCode())
                .isEqualTo(200);
    }

    @Test
    void namesAKeyThatIsNone() {
        JsonNode problem = problem(http.get("/v1/things/12x"), 400, "invalid-parameter");

        assertThat(problem.get("parameter").textValue()).isEqualTo("jobKey");
    }

    @Test
    void unwrapsWhatAFutureFailedWith() {
        HttpResponse<String> answer = http.get("/v1/late");

        problem(answer, 503, "partition-unavailable");
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    }

    @Test
    void doesNotShowWhatWasThrown() {
        JsonNode problem = problem(http.get("/v1/throws"), 500, "internal-error");

        assertThat(problem.toString()).doesNotContain("secret").doesNotContain("Exception");
        assertThat(problem.get("reference").textValue()).hasSize(36);
        assertThat(problem(http.get("/v1/error"), 500, "internal-error").toString())
                .doesNotContain("secret");
    }

    @Test
    void refusesABodyThatIsTooLargeOrNoJson() {
        String[] json = {"Content-Type", "application/json"};
        problem(
                http.send("POST", "/v1/things", "{\"n\":\"" + "x".repeat(2_000) + "\"}", json),
                413,
                "content-too-large");
        problem(
                http.send("POST", "/v1/things", "{\"n\":1}", "Content-Type", "text/plain"),
                415,
                "unsupported-media-type");
        assertThat(problem(http.send("POST", "/v1/things", "{\"n\":", json), 400, "invalid-body")
                        .get("detail")
                        .textValue())
                .contains("line 1");
    }

    @Test
    void namesAFieldThatIsNotAsItMustBe() {
        String[] json = {"Content-Type", "application/json; charset=utf-8"};
        for (String body : new String[] {"{\"n\":10}", "{\"n\":1.5}", "{\"n\":\"1\"}", "{\"n\":1e99}", "{\"n\":[]}"}) {
            assertThat(problem(http.send("POST", "/v1/things", body, json), 400, "invalid-body")
                            .get("field")
                            .textValue())
                    .as(body)
                    .isEqualTo("n");
        }
        assertThat(problem(http.send("POST", "/v1/things", "{\"m\":1}", json), 400, "invalid-body")
                        .get("field")
                        .textValue())
                .isEqualTo("m");
        problem(http.send("POST", "/v1/things", "{\"n\":1,\"n\":2}", json), 400, "invalid-body");
        problem(http.send("POST", "/v1/things", "[1]", json), 400, "invalid-body");
        assertThat(http.send("POST", "/v1/things", "{\"n\":null}", json).body()).isEqualTo("{\"n\":-1}");
        assertThat(http.send("POST", "/v1/things", "", json).body()).isEqualTo("{\"n\":-1}");
    }

    @Test
    void answersWhatIsNoHttpWithAProblemToo() throws IOException {
        assertThat(raw("GET /v1/things/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json")
                .contains("\"status\":400");
        assertThat(raw("GET /v1/things HTTP/1.1\r\nHost: x\r\nX: " + "y".repeat(20_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431")
                .contains("application/problem+json");
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", http.port())) {
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), US_ASCII);
        }
    }

    private static JsonNode problem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(contentType(answer)).isEqualTo("application/problem+json");
        JsonNode problem = json(answer);
        assertThat(problem.get("type").textValue()).isEqualTo("urn:reprise:problem:" + code);
        assertThat(problem.get("status").intValue()).isEqualTo(status);
        assertThat(problem.get("title").textValue()).isNotBlank();
        assertThat(problem.get("detail").textValue()).isNotBlank();
        return problem;
    }

    private static String contentType(HttpResponse<String> answer) {
        return answer.headers().firstValue("Content-Type").orElse("").split(";", 2)[0];
    }
}
