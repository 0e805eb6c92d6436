package dev.reprise.gateway.cloudflow;

import static dev.reprise.gateway.cloudflow.FlowSpec.FORM;
import static dev.reprise.gateway.cloudflow.FlowSpec.NOW;
import static dev.reprise.gateway.cloudflow.FlowSpec.NO_LIMIT;
import static dev.reprise.gateway.cloudflow.FlowSpec.assertError;
import static dev.reprise.gateway.cloudflow.FlowSpec.assertReported;
import static dev.reprise.gateway.cloudflow.FlowSpec.query;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reprise.common.JobState;
import dev.reprise.common.RejectionType;
import dev.reprise.gateway.FakeLog.Sent;
import dev.reprise.gateway.credentials.Access;
import dev.reprise.reply.CommandRejected;
import dev.reprise.schemas.TaskToken;
import dev.reprise.schemas.TaskTokens;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every error of CloudFlow's table that does not hang on who calls, for its real cause. Those that do are in {@link AccessTest}. */
class ErrorsTest {
    private static final int MIB = 1 << 20;
    private final FlowSpec api = new FlowSpec();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void theTableIsComplete() {
        assertThat(new TreeSet<>(Arrays.stream(FlowError.values())
                        .map(error -> error.code() + " " + error.status())
                        .toList()))
                .containsExactlyInAnyOrder(
                        "APIVersionNotSupported 400",
                        "AccessDenied 403",
                        "ActionNotSupported 400",
                        "EntityTooLarge 400",
                        "InternalServerError 500",
                        "InvalidAccessKeyID 403",
                        "InvalidArgument 400",
                        "MissingRequiredHeader 400",
                        "MissingRequiredParams 400",
                        "RequestTimeTooSkewed 403",
                        "ResourceThrottled 429",
                        "SignatureNonceUsed 400",
                        "SignatureNotMatch 403",
                        "TaskAlreadyCompleted 400",
                        "TaskInvalidState 409",
                        "UnsupportedHTTPMethod 405",
                        "UnsupportedMediaType 415");
    }

    @Test
    void refusesABodyOfMoreThanAMebibyte() {
        JsonNode error = assertError(api.form(api.failed(), "Cause=" + "x".repeat(MIB)), 400, "EntityTooLarge");
        assertThat(error.path("Message").asText())
                .isEqualTo("The payload size exceeds maximum allowed size (1048576 bytes).");
    }

    @Test
    void refusesABodyThatTheServerDoesNotTakeAtAll() {
        assertError(api.form(api.failed(), "x".repeat(17 * MIB)), 400, "EntityTooLarge");
    }

    @Test
    void refusesAnOutputOfMoreThanAnEventHolds() {
        String output = "\"" + "x".repeat(64 << 10) + "\"";
        assertError(
                api.form(query("ReportTaskSucceeded", "TaskToken=" + api.token), "Output=" + output),
                400,
                "EntityTooLarge");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "multipart/form-data; boundary=x",
                "application/xml",
                "json",
                FORM + "; charset=GBK"
            })
    void refusesOtherMediaTypes(String type) {
        assertError(api.send("POST", api.failed(), "Cause=c", "Content-Type", type), 415, "UnsupportedMediaType");
    }

    @Test
    void refusesBodiesThatArePacked() {
        assertError(
                api.send("POST", api.failed(), "Cause=c", "Content-Type", FORM, "Content-Encoding", "gzip"),
                415,
                "UnsupportedMediaType");
    }

    @ParameterizedTest
    @CsvSource({
        "/?Action=ReportTaskFailed&TaskToken=t&Error=E,Version",
        "/?Version=2019-03-15&TaskToken=t&Error=E,Action",
        "/?Action=&Version=2019-03-15&TaskToken=t&Error=E,Action",
        "/?Action=ReportTaskFailed&Version=2019-03-15&Error=E,TaskToken",
        "/?Action=ReportTaskFailed&Version=2019-03-15&TaskToken=TOKEN,Error",
        "/?Action=ReportTaskSucceeded&Version=2019-03-15&TaskToken=TOKEN,Output"
    })
    void saysWhatIsMissing(String path, String name) {
        JsonNode error = assertError(api.get(path.replace("TOKEN", api.token)), 400, "MissingRequiredParams");
        assertThat(error.path("Message").asText()).isEqualTo("The HTTP query '" + name + "' must be specified.");
        assertThat(api.log.sent()).isEmpty();
    }

    @Test
    void refusesOtherVersionsAndOperations() {
        JsonNode version = assertError(
                api.get("/?Action=ReportTaskFailed&Version=2018-01-01&TaskToken=t"), 400, "APIVersionNotSupported");
        assertThat(version.path("Message").asText())
                .isEqualTo("The requested API version '2018-01-01' is not supported yet. Please check.");
        JsonNode action = assertError(api.get(query("reportTaskFailed", "TaskToken=t")), 400, "ActionNotSupported");
        assertThat(action.path("Message").asText())
                .isEqualTo("The requested API operation 'reportTaskFailed' is incorrect. Please check.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Cause=%zz",
                "Cause=%C3%28",
                "Cause=%",
                "Error=a%00b",
                "RequestId=%0a",
                "TaskToken=abc",
                "TaskToken=%F0%9F%98%80"
            })
    void refusesArgumentsThatAreNone(String argument) {
        api.log.answering(sent -> Optional.of(rejected(sent, RejectionType.INVALID_ARGUMENT, JobState.ACTIVATED)));
        JsonNode error = assertError(api.form(api.failed(), argument), 400, "InvalidArgument");
        assertThat(error.path("Message").asText()).startsWith("Parameter error. Expected ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{", "7", "null", "{\"a\":1,\"a\":2}", "{\"a\":1} x", ""})
    void refusesABodyThatIsNoJsonObject(String body) {
        HttpResponse<String> answer = api.send("POST", api.failed(), body, "Content-Type", "application/json");
        if (body.isEmpty()) {
            assertReported(answer);
        } else {
            assertError(answer, 400, "InvalidArgument");
        }
    }

    @Test
    void countsCharactersAsPeopleDo() {
        String face = "%F0%9F%98%80";
        assertReported(api.form(query("ReportTaskFailed", "TaskToken=" + api.token), "Error=" + face.repeat(128)));
        assertError(
                api.form(query("ReportTaskFailed", "TaskToken=" + api.token), "Error=" + face.repeat(129)),
                400,
                "InvalidArgument");
        assertReported(api.form(api.failed(), "Cause=" + face.repeat(4096)));
        assertError(api.form(api.failed(), "Cause=" + face.repeat(4097)), 400, "InvalidArgument");
        assertError(
                api.get(query("ReportTaskSucceeded", "TaskToken=" + api.token, "Output=nothing")),
                400,
                "InvalidArgument");
    }

    @Test
    void refusesTokensOfOthersAndForgedOnes() {
        String foreign = new TaskTokens("a secret of somebody else".getBytes(UTF_8))
                .sign(new TaskToken(4711, 1, 2, NOW.toEpochMilli()));
        assertError(api.get(query("ReportTaskFailed", "TaskToken=" + foreign, "Error=E")), 400, "InvalidArgument");
        for (int i = 0; i < api.token.length(); i++) {
            char other = api.token.charAt(i) == 'A' ? 'B' : 'A';
            String forged = api.token.substring(0, i) + other + api.token.substring(i + 1);
            assertError(api.get(query("ReportTaskFailed", "TaskToken=" + forged, "Error=E")), 400, "InvalidArgument");
        }
        assertThat(api.log.sent()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "INVALID_STATE,COMPLETED,400,TaskAlreadyCompleted",
        "INVALID_STATE,CANCELED,400,TaskAlreadyCompleted",
        "INVALID_STATE,ERROR_THROWN,400,TaskAlreadyCompleted",
        "INVALID_STATE,INCIDENT,400,TaskAlreadyCompleted",
        "NOT_FOUND,,400,TaskAlreadyCompleted",
        "INVALID_STATE,BACKING_OFF,409,TaskInvalidState",
        "NOT_OWNER,ACTIVATED,409,TaskInvalidState",
        "NOT_OWNER,ACTIVATABLE,409,TaskInvalidState",
        "ALREADY_EXISTS,ACTIVATED,500,InternalServerError"
    })
    void saysWhyTheEngineRefusesAReport(RejectionType type, @Nullable JobState state, int status, String code) {
        api.log.answering(sent -> Optional.of(rejected(sent, type, state)));
        assertError(api.get(api.failed()), status, code);
    }

    private static CommandRejected rejected(Sent sent, RejectionType type, @Nullable JobState state) {
        return CommandRejected.newBuilder()
                .setCommandId(sent.commandId())
                .setCommandType("FailJob")
                .setType(type)
                .setReason("Expected to fail, but it is as it is")
                .setOccurredAt(NOW)
                .setJobState(state)
                .build();
    }

    @Test
    void anAnswerThatDoesNotComeIsAnInternalError() {
        api.log.answering(sent -> Optional.empty());
        assertError(api.get(api.failed()), 500, "InternalServerError");
        assertThat(api.log.sent()).hasSize(1);
    }

    @Test
    void aLogThatCannotBeReachedIsAnInternalError() {
        api.log.failing(new TimeoutException("no broker"));
        assertError(api.get(api.failed()), 500, "InternalServerError");
    }

    @Test
    void whatNobodyExpectedIsAnInternalErrorInTheSameForm() {
        assertError(api.send("POST", "/v1/bug?Action=ReportTaskFailed", ""), 500, "InternalServerError");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH", "OPTIONS"})
    void refusesOtherMethods(String method) {
        assertError(api.send(method, api.failed(), ""), 405, "UnsupportedHTTPMethod");
    }

    @Test
    void holdsEachKeyToItsRate() {
        try (FlowSpec limited = new FlowSpec(Access.open(), new CloudFlowSettings(1, 3))) {
            int throttled = 0;
            for (int i = 0; i < 50; i++) {
                HttpResponse<String> answer = limited.get(limited.failed("AccessKeyId=a"));
                if (answer.statusCode() != 200) {
                    assertError(answer, 429, "ResourceThrottled");
                    assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
                    throttled++;
                }
            }
            assertThat(throttled).isPositive();
            assertThat(limited.log.sent()).hasSize(50 - throttled);
            assertReported(limited.get(limited.failed("AccessKeyId=b")));
        }
    }

    @Test
    void aGatewayWithNoRoomThrottles() {
        try (FlowSpec narrow = new FlowSpec(Access.open(), NO_LIMIT, settings -> settings.mostInFlight(1))) {
            narrow.log.answering(sent -> Optional.empty());
            var first = CompletableFuture.supplyAsync(() -> narrow.get(narrow.failed()));
            await().until(() -> !narrow.log.sent().isEmpty());
            assertError(narrow.get(narrow.failed()), 429, "ResourceThrottled");
            assertError(first.join(), 500, "InternalServerError");
        }
    }
}
