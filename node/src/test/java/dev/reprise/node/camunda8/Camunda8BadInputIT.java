package dev.reprise.node.camunda8;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reprise.node.Node;
import dev.reprise.node.camunda8.Rest.Answer;
import dev.reprise.node.support.Standalone;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that no client should send. Each gets problem+json with all five members, and changes nothing. */
class Camunda8BadInputIT {
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
    private static final String UNREADABLE = "Failed to read request";
    private static final String MISSING = "Required request body is missing";

    private static Node node;
    private static Rest rest;
    private static String job;

    @BeforeAll
    static void start(@TempDir Path folder) {
        node = Standalone.start(folder);
        rest = new Rest(node.url());
        job = rest.held("victim");
    }

    /** Whatever was sent, the job is as it was. */
    @AfterAll
    static void nothingHasHappened() {
        try {
            JsonNode found = rest.post("/v2/jobs/search", "{'filter':{'jobKey':'%s'}}".formatted(job))
                    .json()
                    .at("/items/0");
            assertThat(found.get("state").textValue()).isEqualTo("CREATED");
            assertThat(found.get("retries").intValue()).isEqualTo(3);
        } finally {
            node.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"retries\":}",
                "{\"retries\":2,}",
                "{'retries':2}",
                "{\"retries\":2} x",
                "{\"retries\":2}{\"retries\":3}",
                "{\"retries\":NaN}",
                "{\"retries\":02}",
                "{\"retries\":1,\"retries\":2}",
                "{\"variables\":{\"a\":1,\"a\":2}}",
                "{\"retries\":2147483648}",
                "{\"retries\":-2147483649}",
                "{\"retryBackOff\":9223372036854775808}",
                "/* note */ {}",
                "<retries>2</retries>",
                "nul",
                "\u0000"
            })
    void whatIsNoJsonCannotBeRead(String body) {
        expectBadRequest(fail(body), UNREADABLE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"retries\":\"2\"}; retries",
                "{\"retries\":2.0}; retries",
                "{\"retries\":true}; retries",
                "{\"retries\":[]}; retries",
                "{\"retries\":{}}; retries",
                "{\"retryBackOff\":\"10s\"}; retryBackOff",
                "{\"retryBackOff\":1e3}; retryBackOff",
                "{\"errorMessage\":5}; errorMessage",
                "{\"errorMessage\":[\"x\"]}; errorMessage",
                "{\"variables\":[]}; variables",
                "{\"variables\":\"x\"}; variables",
                "{\"leaseToken\":1}; leaseToken",
                "{\"retryBackoff\":1}; retryBackoff",
                "{\"foo\":null}; foo",
                "[]; ''",
                "\"x\"; ''",
                "5; ''",
                "true; ''"
            })
    void wrongTypesAndUnknownPropertiesAreNamed(String body, String property) {
        expectBadRequest(fail(body), "Request property [%s] cannot be parsed".formatted(property));
    }

    @Test
    void deeplyNestedJsonCannotBeRead() {
        expectBadRequest(fail("[".repeat(100_000)), UNREADABLE);
        expectBadRequest(fail("{\"variables\":".repeat(5_000) + "1" + "}".repeat(5_000)), UNREADABLE);
        expectBadRequest(fail("{\"variables\":{\"a\":" + "[".repeat(2_000) + "]".repeat(2_000) + "}}"), UNREADABLE);
    }

    @Test
    void textThatIsNotInItsCharsetCannotBeRead() {
        byte[] notUtf8 = "{\"errorMessage\":\"\u00e9\"}".getBytes(ISO_8859_1);

        expectBadRequest(
                rest.send("POST", path("failure"), BodyPublishers.ofByteArray(notUtf8), JSON)
                        .join(),
                UNREADABLE);
    }

    @ParameterizedTest
    @CsvSource({"POST, /error", "PATCH, ''", "POST, activation"})
    void aBodyThatMustBeThereIsAskedFor(String method, String end) {
        String path = end.equals("activation") ? "/v2/jobs/activation" : "/v2/jobs/" + job + end;

        expectBadRequest(rest.send(method, path, "", JSON).join(), MISSING);
        expectBadRequest(rest.send(method, path, "null", JSON).join(), MISSING);
        expectBadRequest(rest.send(method, path, " ", JSON).join(), MISSING);
        expectBadRequest(rest.send(method, path, "", Map.of()).join(), MISSING);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{}; No type provided. No timeout provided. No maxJobsToActivate provided.",
                "{'type':' ','timeout':1,'maxJobsToActivate':1}; No type provided.",
                "{'type':'t','timeout':0,'maxJobsToActivate':1}; The value for timeout is '0' but must be greater than 0.",
                "{'type':'t','timeout':-5,'maxJobsToActivate':0}; The value for timeout is '-5' but must be greater than 0. The value for maxJobsToActivate is '0' but must be greater than 0.",
                "{'type':'t','timeout':1,'maxJobsToActivate':1,'tenantFilter':'ASSIGNED'}; Expected to handle request Activate Jobs with ASSIGNED tenant filter, but multi-tenancy is disabled"
            })
    void activationsAreValidatedInCamundasWords(String body, String detail) {
        rest.post("/v2/jobs/activation", body).expectProblem(400, "INVALID_ARGUMENT", detail);
    }

    @Test
    void activationsAreBoundStrictly() {
        for (String property :
                List.of("type", "timeout", "maxJobsToActivate", "worker", "withLease", "fetchVariable")) {
            expectBadRequest(
                    rest.post("/v2/jobs/activation", "{'%s':{}}".formatted(property)),
                    "Request property [%s] cannot be parsed".formatted(property));
        }
        expectBadRequest(
                rest.post("/v2/jobs/activation", "{'tenantIds':[1]}"), "Request property [tenantIds] cannot be parsed");
        expectBadRequest(
                rest.post("/v2/jobs/activation", "{'tenantFilter':'ALL'}"),
                "Unexpected value 'ALL' for enum field 'tenantFilter'. Use any of the following values: [PROVIDED, ASSIGNED]");
        Answer tooLong = rest.post(
                "/v2/jobs/activation", "{'type':'%s','timeout':1,'maxJobsToActivate':1}".formatted("x".repeat(300)));
        assertThat(tooLong.expect(400).json().get("title").textValue()).isEqualTo("INVALID_ARGUMENT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "1.5", "", "%20", "9223372036854775808", "1%2F2", "-", "0x", "\u00b2"})
    void aKeyThatIsNoNumberCannotBeConverted(String key) {
        String given = key.replace("%20", " ").replace("%2F", "/");
        Answer answer = rest.send("POST", "/v2/jobs/" + key.replace("\u00b2", "%C2%B2") + "/failure", "{}", JSON)
                .join();
        if (key.isEmpty() || key.contains("%2F")) {
            assertProblem(answer, 400, 404);
        } else {
            expectBadRequest(answer, "Failed to convert 'jobKey' with value: '%s'".formatted(given));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1", "%2012", "0x10", "9223372036854775807"})
    void aKeyOfNoJobIsNotFound(String key) {
        for (String end : List.of("failure", "completion", "error")) {
            Answer answer = rest.post("/v2/jobs/" + key + "/" + end, end.equals("error") ? "{'errorCode':'E'}" : "{}");
            assertProblem(answer, 404);
            assertThat(answer.json().get("title").textValue()).isEqualTo("NOT_FOUND");
        }
        assertProblem(
                rest.patch("/v2/jobs/" + key, "{'changeset':{'retries':0,'timeout':0},'operationReference':0}"), 404);
        assertProblem(rest.post("/v2/incidents/" + key + "/resolution", "{}"), 404);
        assertProblem(rest.get("/v2/incidents/" + key), 404);
    }

    @Test
    void anErrorNeedsACodeAndAnUpdateAChange() {
        for (String body : List.of("{}", "{'errorCode':null}", "{'errorCode':' '}", "{'errorMessage':'x'}")) {
            rest.post(path("error"), body).expectProblem(400, "INVALID_ARGUMENT", "No errorCode provided.");
        }
        for (String body : List.of("{}", "{'changeset':null}", "{'changeset':{}}", "{'changeset':{'retries':null}}")) {
            rest.patch("/v2/jobs/" + job, body)
                    .expectProblem(400, "INVALID_ARGUMENT", "At least one of [retries, timeout] is required.");
        }
        expectBadRequest(
                rest.patch("/v2/jobs/" + job, "{'changeset':{'priority':1}}"),
                "Request property [changeset.priority] cannot be parsed");
        expectBadRequest(
                rest.patch("/v2/jobs/" + job, "{'changeset':[]}"), "Request property [changeset] cannot be parsed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "application/xml",
                "application/json; charset=nope",
                "json"
            })
    void otherMediaTypesAreNotSupported(String contentType) {
        rest.send("POST", path("failure"), "{}", Map.of("Content-Type", contentType))
                .join()
                .expectProblem(
                        415, "Unsupported Media Type", "Content-Type '%s' is not supported.".formatted(contentType));
    }

    @Test
    void aBodyWithoutAContentTypeIsNotSupported() {
        rest.send("POST", path("failure"), "{}", Map.of())
                .join()
                .expectProblem(415, "Unsupported Media Type", "Content-Type 'null' is not supported.");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v2, v2",
        "GET, /v2/, v2/",
        "GET, /v2/nope, v2/nope",
        "POST, /v2/jobs/1/failure/, v2/jobs/1/failure/",
        "POST, /v2/jobs/1/failures, v2/jobs/1/failures",
        "POST, /v2/jobs//failure, v2/jobs//failure",
        "GET, /v2/%3Chtml%3E, v2/%3Chtml%3E"
    })
    void anUnknownPathIsNotFound(String method, String path, String resource) {
        rest.send(method, path, method.equals("GET") ? "" : "{}", method.equals("GET") ? Map.of() : JSON)
                .join()
                .expectProblem(404, "Not Found", "No static resource %s.".formatted(resource));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v2/jobs/activation, POST",
        "PUT, /v2/jobs/1/failure, POST",
        "DELETE, /v2/jobs/1, PATCH",
        "GET, /v2/jobs/search, POST",
        "POST, /v2/topology, GET",
        "POST, /v2/incidents/1, GET"
    })
    void aWrongMethodIsNotAllowed(String method, String path, String allowed) {
        Answer answer = rest.send(method, path, "", Map.of()).join();

        answer.expectProblem(405, "Method Not Allowed", "Method '%s' is not supported.".formatted(method));
        assertThat(answer.header("Allow")).contains(allowed);
    }

    @Test
    void whoTakesNoJsonGetsNothingElse() {
        rest.send("POST", path("failure"), "{}", Map.of("Content-Type", "application/json", "Accept", "text/html"))
                .join()
                .expectProblem(
                        406,
                        "Not Acceptable",
                        "Acceptable representations: [application/json, application/problem+json].");
        assertProblem(
                rest.send("POST", "/v2/nope", "{}", Map.of("Content-Type", "application/json", "Accept", "text/html"))
                        .join(),
                404);
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedWhateverItIs() {
        String message = "{\"errorMessage\":\"" + "x".repeat(5 << 20) + "\"}";
        String tenMegabytes = "{\"errorMessage\":\"" + "x".repeat(10_000_000) + "\"}";

        Stream.of(message, tenMegabytes).forEach(body -> {
            Answer answer = fail(body);
            assertProblem(answer, 413);
            assertThat(answer.json().get("title").textValue()).isEqualTo("Content Too Large");
        });
    }

    @Test
    void variablesThatAreTooLargeAreRefused() {
        String body = "{\"variables\":{\"a\":\"" + "x".repeat((4 << 20) - 30) + "\"}}";

        assertProblem(fail(body), 413, 400);
    }

    @ParameterizedTest
    @MethodSource("brokenRequests")
    void whatIsNoHttpIsAnsweredOrCutOff(String request) throws IOException {
        URI uri = URI.create(node.url());
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout(60_000);
            assertThat(answer(socket, request)).doesNotContain("<html", "\tat ", "Exception");
        }
    }

    /** What comes until the end; a connection that is cut off ends there, but one that hangs fails. */
    private static String answer(Socket socket, String request) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            socket.getOutputStream().write(request.getBytes(UTF_8));
            socket.shutdownOutput();
            socket.getInputStream().transferTo(answer);
        } catch (SocketException cutOff) {
            // so be it: a time-out would be another exception
        }
        return answer.toString(UTF_8);
    }

    static List<String> brokenRequests() {
        return List.of(
                "HELLO\r\n\r\n",
                "GET /v2/topology HTTP/1.1\r\n\r\n",
                "GET /v2/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /v2/" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /v2/topology HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(20_000) + "\r\n\r\n",
                "POST /v2/jobs/1/failure HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n{}",
                "POST /v2/jobs/1/failure HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "POST /v2/jobs/1/failure HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: -1\r\n\r\n{}");
    }

    /** Any bytes at all as a body; the seed is printed. */
    @Test
    void noBodyMakesItFail() {
        long seed = Long.getLong("reprise.seed", System.nanoTime());
        Random random = new Random(seed);
        List<String> parts = List.of(
                "{",
                "}",
                "[",
                "]",
                ":",
                ",",
                "\"",
                "null",
                "1",
                "-1e9",
                "\"filter\"",
                "\"jobKey\"",
                "\"$in\"",
                "\"page\"",
                "\"sort\"",
                "\"x\"",
                " ");
        for (int i = 0; i < 300; i++) {
            StringBuilder body = new StringBuilder();
            for (int j = random.nextInt(20); j >= 0; j--) {
                body.append(parts.get(random.nextInt(parts.size())));
            }
            Answer answer =
                    rest.send("POST", "/v2/jobs/search", body.toString(), JSON).join();
            assertThat(answer.status()).as("%s (-Dreprise.seed=%d)", body, seed).isIn(200, 400);
        }
    }

    private static String path(String report) {
        return "/v2/jobs/" + job + "/" + report;
    }

    private static Answer fail(String body) {
        return rest.send("POST", path("failure"), body, JSON).join();
    }

    private static void expectBadRequest(Answer answer, String detail) {
        answer.expectProblem(400, "Bad Request", detail);
    }

    private static void assertProblem(Answer answer, Integer... statuses) {
        assertThat(answer.status()).as("%s", answer.body()).isIn((Object[]) statuses);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        assertThat(answer.json().fieldNames())
                .toIterable()
                .containsExactly("type", "title", "status", "detail", "instance");
    }
}
