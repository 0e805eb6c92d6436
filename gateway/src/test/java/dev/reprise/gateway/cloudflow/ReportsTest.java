package dev.reprise.gateway.cloudflow;

import static dev.reprise.gateway.cloudflow.FlowSpec.NOW;
import static dev.reprise.gateway.cloudflow.FlowSpec.assertError;
import static dev.reprise.gateway.cloudflow.FlowSpec.assertReported;
import static dev.reprise.gateway.cloudflow.FlowSpec.json;
import static dev.reprise.gateway.cloudflow.FlowSpec.query;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reprise.command.CompleteJob;
import dev.reprise.command.FailJob;
import dev.reprise.common.Variable;
import dev.reprise.gateway.FakeLog.Sent;
import dev.reprise.processor.engine.LeaseTokens;
import java.io.IOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What calls become, wherever a client puts what it has to say. */
class ReportsTest {
    private static final FlowSpec api = new FlowSpec();
    private static final String JSON = "application/json";

    @AfterAll
    static void close() {
        api.close();
    }

    @Test
    void aFailureNamesTheLeaseThatItsTokenStandsFor() {
        JsonNode answer = assertReported(api.form(
                "/?Action=ReportTaskFailed&Version=2019-03-15&Format=JSON&RequestId=my-1&TaskToken=" + api.token,
                "Error=MyErr+or%7E*&Cause=because+%E4%BD%A0%E5%A5%BD"));

        FailJob failure = api.sent(FailJob.class);
        assertThat(failure.getJobKey()).isEqualTo(4711);
        assertThat(failure.getLeaseToken()).isEqualTo(LeaseTokens.of(4711, 2, NOW.toEpochMilli()));
        assertThat(failure.getErrorCode()).isEqualTo("MyErr or~*");
        assertThat(failure.getErrorMessage()).isEqualTo("because 你好");
        assertThat(failure.getRetries()).as("left to the retry policy").isNull();
        assertThat(failure.getRequestId()).isEqualTo("my-1");
        assertThat(answer.path("RequestId").asText()).isEqualTo("my-1");
    }

    static List<String> places() {
        String form = FlowSpec.FORM;
        String all = "Action=ReportTaskFailed&Version=2019-03-15&TaskToken=" + api.token + "&Error=E&Cause=C";
        String object = "{\"TaskToken\":\"" + api.token + "\",\"Error\":\"E\",\"Cause\":\"C\"}";
        return List.of(
                "GET|/?" + all + "||",
                "POST|/?" + all + "||",
                "POST|/|" + all + "|" + form,
                "POST|/fnf/?" + all + "||",
                "POST|/a/prefix|" + all + "|" + form + "; charset=UTF-8",
                "POST|/?Action=ReportTaskFailed&Version=2019-03-15|" + object + "|" + JSON,
                "POST|/?Action=ReportTaskFailed&Version=2019-03-15&Error=overruled|" + object + "|" + JSON,
                "POST|/?TaskToken=" + api.token + "|Error=E&Cause=C|" + form + "|x-acs-action|ReportTaskFailed|"
                        + "x-acs-version|2019-03-15");
    }

    @ParameterizedTest
    @MethodSource("places")
    void parametersAreTakenFromAllPlaces(String request) {
        String[] parts = request.split("\\|", -1);
        String[] headers = new String[parts.length - 2];
        headers[0] = parts[3].isEmpty() ? "X-None" : "Content-Type";
        headers[1] = parts[3].isEmpty() ? "1" : parts[3];
        System.arraycopy(parts, 4, headers, 2, parts.length - 4);

        assertReported(api.send(parts[0], parts[1], parts[2], headers));
        assertThat(api.sent(FailJob.class).getErrorCode()).isEqualTo("E");
        assertThat(api.sent(FailJob.class).getErrorMessage()).isEqualTo("C");
    }

    @Test
    void takesABodyInChunksAndAPostWithoutLength() throws IOException {
        String head = "POST /?Action=ReportTaskFailed&Version=2019-03-15&TaskToken=" + api.token;
        assertThat(raw(head + "&Error=E HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
        assertThat(raw(head
                        + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\nContent-Type: "
                        + FlowSpec.FORM + "\r\n\r\n4\r\nErro\r\n4\r\nr=E2\r\n0\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
        assertThat(api.sent(FailJob.class).getErrorCode()).isEqualTo("E2");
    }

    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", api.port())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\" : 1.10, \"b\":{\"c\":[1]}}|{a=1.10, b={\"c\":[1]}}",
                "[1, 2]|{output=[1, 2]}",
                "7|{output=7}"
            })
    void anOutputBecomesVariables(String output, String variables) {
        assertReported(api.get(
                query("ReportTaskSucceeded", "TaskToken=" + api.token, "Output=" + URLEncoder.encode(output, UTF_8))));

        CompleteJob done = api.sent(CompleteJob.class);
        Map<String, String> values = new TreeMap<>();
        done.getVariables().forEach((name, variable) -> values.put(name, variable.getValue()));
        assertThat(values).hasToString(variables);
        assertThat(done.getLeaseToken()).isEqualTo(LeaseTokens.of(4711, 2, NOW.toEpochMilli()));
        assertThat(done.getVariables().values()).extracting(Variable::getType).containsOnlyNulls();
    }

    @Test
    void theSameRequestIdIsTheSameCommandAsLongAsItIsAboutTheSameActivation() {
        api.get(api.failed("RequestId=r"));
        api.get(api.failed("RequestId=r", "Cause=again"));
        api.get(query("ReportTaskSucceeded", "TaskToken=" + api.token, "Output=1", "RequestId=r"));
        api.get(api.failed());
        List<String> ids = api.log.sent().stream().map(Sent::commandId).toList();
        ids = ids.subList(ids.size() - 4, ids.size());

        assertThat(ids.get(0)).isEqualTo("r/ReportTaskFailed/2").isEqualTo(ids.get(1));
        assertThat(ids.get(2)).isEqualTo("r/ReportTaskSucceeded/2");
        assertThat(ids.get(3)).doesNotContain("/");
    }

    @Test
    void aRequestIdIsMadeWhenThereIsNone() {
        HttpResponse<String> answer = api.get(api.failed());
        String id = assertReported(answer).path("RequestId").asText();
        assertThat(id).matches("[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}");
        assertThat(answer.headers().firstValue("x-acs-request-id")).hasValue(id);
    }

    @Test
    void aRequestIdIsEchoedWhateverItIs() {
        HttpResponse<String> answer = api.get(api.failed("RequestId=" + URLEncoder.encode("a \"你\" <b>", UTF_8)));
        assertThat(json(answer).path("RequestId").asText()).isEqualTo("a \"你\" <b>");
        assertThat(answer.body()).as("the Java SDK does not undo escapes").contains("你");
        assertThat(answer.headers().firstValue("x-acs-request-id")).isEmpty();
        assertError(api.get(api.failed("RequestId=a%0d%0aSet-Cookie:x")), 400, "InvalidArgument");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/taken?Action=ReportTaskFailed", "/v1/taken?TaskToken=x"})
    void leavesThePathsOfOtherApisAlone(String path) {
        assertThat(api.send("POST", path, "").body()).isEqualTo("taken");
    }

    @Test
    void leavesTheRequestsOfOthersAlone() {
        assertThat(api.get("/").body()).contains("\"name\":\"Reprise\"");
        assertThat(api.form("/v1/nowhere", "a=b").headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        assertThat(api.send("POST", "/?Action=ReportTaskFailed", "{}", "X-Amz-Target", "x")
                        .headers()
                        .firstValue("Content-Type"))
                .hasValue("application/problem+json");
    }
}
