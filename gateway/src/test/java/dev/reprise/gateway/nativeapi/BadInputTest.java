package dev.reprise.gateway.nativeapi;

import static dev.reprise.gateway.nativeapi.ApiSpec.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reprise.gateway.http.Body;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are refused before anything is written. */
class BadInputTest {
    private static final ApiSpec api = new ApiSpec();

    @AfterAll
    static void close() {
        api.close();
    }

    private final int sentBefore = api.log.sent().size();

    @AfterEach
    void nothingWasWritten() {
        assertThat(api.log.sent()).hasSize(sentBefore);
        assertThat(api.log.others()).isEmpty();
    }

    static Stream<Arguments> fields() {
        return Stream.of(
                arguments("/v1/jobs", "{\"type\":\"mail\",\"colour\":1}", "colour", "colour"),
                arguments("/v1/jobs", "{}", "type", "missing"),
                arguments("/v1/jobs", "", "type", "missing"),
                arguments("/v1/jobs", "{\"type\":null}", "type", "missing"),
                arguments("/v1/jobs", "{\"type\":5}", "type", "a string"),
                arguments("/v1/jobs", "{\"type\":\"mail\",\"retries\":\"3\"}", "retries", "a whole number"),
                arguments("/v1/jobs", "{\"type\":\"mail\",\"retries\":2.0}", "retries", "a whole number"),
                arguments("/v1/jobs", "{\"type\":\"mail\",\"retries\":2147483648}", "retries", "a whole number"),
                arguments("/v1/jobs", "{\"type\":\"mail\",\"retries\":1e999999999}", "retries", "a whole number"),
                arguments("/v1/jobs", "{\"type\":\"mail\",\"retries\":true}", "retries", "a whole number"),
                arguments("/v1/jobs", "{\"type\":\"mail\",\"variables\":[]}", "variables", "an object"),
                arguments("/v1/jobs", "{\"type\":\"mail\",\"headers\":{\"a\":1}}", "headers", "strings"),
                arguments("/v1/jobs", "{\"type\":\"mail\",\"jobKey\":12}", "jobKey", "a string of digits"),
                arguments("/v1/jobs", "{\"type\":\"mail\",\"jobKey\":\"012\"}", "jobKey", "a string of digits"),
                arguments("/v1/jobs", "{\"type\":\"mail\",\"jobKey\":\"0\"}", "jobKey", "a string of digits"),
                arguments(
                        "/v1/jobs",
                        "{\"type\":\"mail\",\"jobKey\":\"9223372036854775808\"}",
                        "jobKey",
                        "a string of digits"),
                arguments("/v1/jobs", "{\"type\":\"mail\",\"caughtErrors\":\"E\"}", "caughtErrors", "an array"),
                arguments(
                        "/v1/jobs/5/failure",
                        "{\"retryBackOff\":9223372036854775808}",
                        "retryBackOff",
                        "a whole number"),
                arguments("/v1/jobs/5/failure", "{\"errorMessage\":{}}", "errorMessage", "a string"),
                arguments("/v1/jobs/5/error", "{}", "errorCode", "missing"),
                arguments("/v1/jobs/5/retry", "{\"now\":true}", "now", "now"),
                arguments("/v1/incidents/5/resolution", "{\"retries\":[1]}", "retries", "a whole number"),
                arguments("/v1/jobs/activation", activation("\"maxJobs\":0"), "maxJobs", "from 1 to 1000"),
                arguments("/v1/jobs/activation", activation("\"maxJobs\":1001"), "maxJobs", "from 1 to 1000"),
                arguments("/v1/jobs/activation", activation("\"timeout\":0"), "timeout", "from 1 to"),
                arguments(
                        "/v1/jobs/activation",
                        activation("\"requestTimeout\":600001"),
                        "requestTimeout",
                        "from 0 to 600000"),
                arguments("/v1/jobs/activation", activation("\"tenantIds\":[1]"), "tenantIds", "array of strings"),
                arguments(
                        "/v1/jobs/activation",
                        "{\"type\":\"mail\",\"worker\":\"w\",\"timeout\":1}",
                        "maxJobs",
                        "missing"));
    }

    @ParameterizedTest
    @MethodSource("fields")
    void namesTheFieldThatIsWrong(String path, String body, String field, String detail) {
        HttpResponse<String> response = api.post(path, body);

        JsonNode problem = problem(response, 400, "invalid-body");
        assertThat(problem.get("field").textValue()).isEqualTo(field);
        assertThat(problem.get("detail").textValue()).contains(field).contains(detail);
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                arguments("{\"type\":\"mail\",}", "line 1, column 16"),
                arguments("{\"type\":\"mail\"", "line 1"),
                arguments("{\"type\":\n \"mail\" \"x\"}", "line 2"),
                arguments("{'type':'mail'}", "line 1"),
                arguments("{\"type\":\"mail\"} {}", "line 1"),
                arguments("{\"type\":\"mail\",\"type\":\"x\"}", "Duplicate"),
                arguments("{\"type\":\"mail\",\"variables\":{\"a\":{\"b\":1,\"b\":2}}}", "Duplicate"),
                arguments("{\"type\":\"mail\",\"retries\":NaN}", "line 1"),
                arguments("{\"type\":\"mail\",\"retries\":007}", "line 1"),
                arguments("[]", "an array"),
                arguments("\"mail\"", "a string"),
                arguments("5", "a number"),
                arguments("null", "null"),
                arguments("  ", "missing"),
                arguments("{\"type\":\"mail\",\"variables\":" + "[".repeat(5000) + "]".repeat(5000) + "}", "depth"),
                arguments("{\"type\":\"mail\",\"variables\":{\"n\":" + "1".repeat(5000) + "}}", "length"));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void saysWhereTheBodyIsNoJsonObject(String body, String detail) {
        JsonNode problem = problem(api.post("/v1/jobs", body), 400, "invalid-body");

        assertThat(problem.get("detail").textValue().toLowerCase(java.util.Locale.ROOT))
                .contains(detail.replace("an array", "array")
                        .replace("a string", "string")
                        .replace("a number", "number")
                        .toLowerCase(java.util.Locale.ROOT));
    }

    @Test
    void refusesWhatIsNotUtf8() {
        byte[] body = "{\"type\":\"mail\",\"variables\":{\"a\":\"?\"}}".getBytes(UTF_8);
        body[body.length - 4] = (byte) 0xff;

        problem(
                api.send(api.request("/v1/jobs")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(body))
                        .build()),
                400,
                "invalid-body");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "nonsense"})
    void takesJsonOnly(String contentType) {
        problem(
                api.post("/v1/jobs", "{\"type\":\"mail\"}", "Content-Type", contentType),
                415,
                "unsupported-media-type");
    }

    @ParameterizedTest
    @ValueSource(ints = {Body.MOST_BYTES + 1, 10 << 20})
    void refusesABodyThatIsTooLargeHoweverItIsSent(int bytes) {
        byte[] body = new byte[bytes];
        // With connections of its own: the server closes those, and a client that has not heard of it yet would use one
        // again.
        try (ApiSpec own = new ApiSpec()) {
            var known = own.request("/v1/jobs").header("Content-Type", "application/json");

            problem(own.send(known.POST(BodyPublishers.ofByteArray(body)).build()), 413, "content-too-large");
        }
        try (ApiSpec own = new ApiSpec()) {
            var unknown = own.request("/v1/jobs").header("Content-Type", "application/json");

            problem(
                    own.send(unknown.POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                            .build()),
                    413,
                    "content-too-large");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "0", "-1", "01", "9223372036854775808", "1.0", "%20", "1%00"})
    void refusesAPathThatHasNoJobKey(String key) {
        HttpResponse<String> response = api.post("/v1/jobs/" + key + "/failure", "");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).get("status").intValue()).isEqualTo(400);
    }

    @Test
    void refusesQueryParametersThatItDoesNotKnow() {
        problem(api.post("/v1/jobs?type=mail", "{\"type\":\"mail\"}"), 400, "invalid-parameter");
        problem(api.send("DELETE", "/v1/jobs/5?why=x", ""), 400, "invalid-parameter");
        problem(api.post("/v1/jobs/5/failure?retries=2", ""), 400, "invalid-parameter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "with space"})
    void refusesAnIdempotencyKeyThatIsNone(String key) {
        problem(api.post("/v1/jobs/5/failure", "", "Idempotency-Key", key), 400, "invalid-parameter");
    }

    @Test
    void refusesAnIdempotencyKeyThatIsTooLong() {
        problem(api.post("/v1/jobs/5/failure", "", "Idempotency-Key", "k".repeat(129)), 400, "invalid-parameter");
    }

    @Test
    void refusesAMethodThatThePathDoesNotTake() {
        HttpResponse<String> response = api.send("PUT", "/v1/jobs/5/failure", "{}");

        problem(response, 405, "method-not-allowed");
        assertThat(response.headers().firstValue("Allow").orElse("")).contains("POST");
    }

    @Test
    void saysAtOnceWhatTheEngineWouldRefuseAPollFor() {
        JsonNode problem = problem(
                api.post("/v1/jobs/activation", activation("\"type\":\"" + "t".repeat(256) + "\"")),
                400,
                "invalid-argument");

        assertThat(problem.get("detail").textValue()).contains("at most 255 characters");
    }

    /** A valid activation with one field replaced. */
    private static String activation(String field) {
        String name = field.substring(1, field.indexOf('"', 1));
        StringBuilder body = new StringBuilder("{").append(field);
        for (String other :
                new String[] {"\"type\":\"mail\"", "\"worker\":\"w\"", "\"maxJobs\":1", "\"timeout\":1000"}) {
            if (!other.startsWith("\"" + name + "\"")) {
                body.append(',').append(other);
            }
        }
        return body.append('}').toString();
    }

    private static JsonNode problem(HttpResponse<String> response, int status, String type) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        JsonNode problem = json(response);
        assertThat(problem.get("type").textValue()).isEqualTo("urn:reprise:problem:" + type);
        assertThat(problem.get("status").intValue()).isEqualTo(status);
        assertThat(problem.get("title").textValue()).isNotBlank();
        assertThat(problem.get("instance").textValue()).startsWith("/v1/");
        return problem;
    }
}
