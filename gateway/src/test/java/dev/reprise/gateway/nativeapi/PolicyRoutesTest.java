package dev.reprise.gateway.nativeapi;

import static dev.reprise.gateway.nativeapi.ApiSpec.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyRoutesTest {
    private static final String PATH = "/v1/retry-policies/charge-card";
    private static final String POLICY = """
            {"rules":[
              {"name":"network","errorCodes":["IO*","TIMEOUT"],"maxAttempts":4,"initialInterval":1000,"multiplier":3.0,
               "maxInterval":5000,"jitter":"NONE"},
              {"name":"rest","errorCodes":["*"],"maxAttempts":1}],
             "totalDeadline":3600000,"onExhausted":"THROW_ERROR"}""";

    private final ApiSpec api = new ApiSpec();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void keepsAPolicyAndGivesItBackWithItsDefaults() {
        HttpResponse<String> put = api.send("PUT", PATH, POLICY);

        assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
        HttpResponse<String> got = api.send("GET", PATH, "");
        assertThat(got.statusCode()).isEqualTo(200);
        assertThat(got.body()).isEqualTo(put.body());
        JsonNode policy = json(got);
        assertThat(policy.get("type").textValue()).isEqualTo("charge-card");
        assertThat(policy.get("totalDeadline").longValue()).isEqualTo(3_600_000);
        assertThat(policy.get("onExhausted").textValue()).isEqualTo("THROW_ERROR");
        JsonNode rest = policy.get("rules").get(1);
        assertThat(rest.get("initialInterval").longValue()).isEqualTo(1000);
        assertThat(rest.get("multiplier").doubleValue()).isEqualTo(2.0);
        assertThat(rest.get("jitter").textValue()).isEqualTo("NONE");
        assertThat(rest.has("maxInterval")).isFalse();
    }

    @Test
    void canBeReadChangedAndWritten() {
        api.send("PUT", PATH, POLICY);
        String read = api.send("GET", PATH, "").body();

        assertThat(api.send("PUT", PATH, read.replace("\"maxAttempts\":4", "\"maxAttempts\":9"))
                        .statusCode())
                .isEqualTo(200);

        assertThat(json(api.send("GET", PATH, "")).at("/rules/0/maxAttempts").intValue())
                .isEqualTo(9);
        assertThat(api.send("PUT", "/v1/retry-policies/other", read).statusCode())
                .isEqualTo(400);
    }

    @Test
    void listsPoliciesByType() {
        api.send("PUT", "/v1/retry-policies/b%2Fc%20d", POLICY);
        api.send("PUT", "/v1/retry-policies/a", POLICY);

        JsonNode list = json(api.send("GET", "/v1/retry-policies", ""));

        assertThat(list.get("policies")).hasSize(2);
        assertThat(list.at("/policies/0/type").textValue()).isEqualTo("a");
        assertThat(list.at("/policies/1/type").textValue()).isEqualTo("b/c d");
        assertThat(api.send("GET", "/v1/retry-policies/b%2Fc%20d", "").statusCode())
                .isEqualTo(200);
    }

    @Test
    void takesAPolicyAway() {
        api.send("PUT", PATH, POLICY);

        HttpResponse<String> removed = api.send("DELETE", PATH, "");

        assertThat(removed.statusCode()).isEqualTo(204);
        assertThat(removed.body()).isEmpty();
        assertThat(api.send("GET", PATH, "").statusCode()).isEqualTo(404);
        HttpResponse<String> again = api.send("DELETE", PATH, "");
        assertThat(again.statusCode()).isEqualTo(404);
        assertThat(json(again).get("type").textValue()).isEqualTo("urn:reprise:problem:policy-not-found");
    }

    static Stream<Arguments> invalid() {
        return Stream.of(
                arguments("{\"rules\":[]}", "invalid-policy", "at least one rule"),
                arguments("{}", "invalid-body", "'rules'"),
                arguments("{\"rules\":[{\"name\":\"a\",\"errorCodes\":[]}]}", "invalid-policy", "errorCodes"),
                arguments("{\"rules\":[{\"name\":\"a\"}]}", "invalid-body", "rules[0].errorCodes"),
                arguments("{\"rules\":[{\"errorCodes\":[\"*\"]}]}", "invalid-body", "rules[0].name"),
                arguments(
                        "{\"rules\":[{\"name\":\"a\",\"errorCodes\":[\"*\"],\"colour\":1}]}",
                        "invalid-body",
                        "rules[0]"),
                arguments("{\"rules\":[5]}", "invalid-body", "rules[0]"),
                arguments("{\"rules\":{}}", "invalid-body", "rules"),
                arguments("{\"rules\":[{\"name\":\"a\",\"errorCodes\":[1]}]}", "invalid-body", "array of strings"),
                arguments(
                        "{\"rules\":[{\"name\":\"a\",\"errorCodes\":[\"*\"],\"jitter\":\"SOME\"}]}",
                        "invalid-body",
                        "one of [NONE, FULL, EQUAL]"),
                arguments(
                        "{\"rules\":[{\"name\":\"a\",\"errorCodes\":[\"*\"],\"multiplier\":\"2\"}]}",
                        "invalid-body",
                        "rules[0].multiplier"),
                arguments(
                        "{\"rules\":[{\"name\":\"a\",\"errorCodes\":[\"*\"],\"multiplier\":0.5}]}",
                        "invalid-policy",
                        "multiplier"),
                arguments(
                        "{\"rules\":[{\"name\":\"a\",\"errorCodes\":[\"*\"],\"maxAttempts\":1.5}]}",
                        "invalid-body",
                        "rules[0].maxAttempts"));
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void saysWhatIsWrongWithAPolicy(String policy, String type, String detail) {
        HttpResponse<String> response = api.send("PUT", PATH, policy);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).get("type").textValue()).isEqualTo("urn:reprise:problem:" + type);
        assertThat(json(response).get("detail").textValue()).contains(detail);
        assertThat(api.log.others()).isEmpty();
    }

    @Test
    void listsAllThatIsWrongAtOnce() {
        HttpResponse<String> response = api.send(
                "PUT",
                PATH,
                "{\"rules\":[{\"name\":\"a\",\"errorCodes\":[\"*\"],\"maxAttempts\":0,\"multiplier\":0}],\"totalDeadline\":0}");

        assertThat(json(response).get("problems")).hasSize(3);
    }

    @Test
    void simulatesWhatAPolicyWouldDo() {
        api.send("PUT", PATH, POLICY);

        JsonNode table = json(api.post(PATH + "/simulation", "{\"errorCodes\":[\"IO_RESET\",\"IO\",\"DECLINED\"]}"));

        assertThat(table.get("ended").booleanValue()).isTrue();
        JsonNode attempts = table.get("attempts");
        assertThat(attempts).hasSize(3);
        assertThat(attempts.at("/0/startsAt").textValue()).isEqualTo("2026-11-21T08:30:00.000Z");
        assertThat(attempts.at("/0/rule").textValue()).isEqualTo("network");
        assertThat(attempts.at("/0/retryBackOff").longValue()).isEqualTo(1000);
        assertThat(attempts.at("/1/retryBackOff").longValue()).isEqualTo(3000);
        assertThat(attempts.at("/1/nextRetryAt").textValue()).isEqualTo("2026-11-21T08:30:04.000Z");
        assertThat(attempts.at("/2/stopReason").textValue()).isEqualTo("NON_RETRYABLE");
        assertThat(attempts.at("/2").has("nextRetryAt")).isFalse();
    }

    @Test
    void simulatesAPolicyThatIsNotSetYet() {
        HttpResponse<String> response = api.post(
                PATH + "/simulation",
                "{\"policy\":{\"rules\":[{\"name\":\"all\",\"errorCodes\":[\"*\"]}]},\"attempts\":7,\"jobKey\":\"5\",\"createdAt\":0}");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(json(response).get("attempts")).hasSize(7);
        assertThat(json(response).get("ended").booleanValue()).isFalse();
        assertThat(json(response).at("/attempts/0/startsAt").textValue()).isEqualTo("1970-01-01T00:00:00.000Z");
        assertThat(api.log.others()).isEmpty();
        assertThat(api.post(PATH + "/simulation", "{}").statusCode()).isEqualTo(404);
        assertThat(api.post(PATH + "/simulation", "{\"attempts\":1001}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void saysWhenAPolicyWasNotWrittenOrNobodyKnows() {
        api.log.failing(new TimeoutException("Expiring 1 record(s)"));
        assertThat(api.send("PUT", PATH, POLICY).statusCode()).isEqualTo(504);

        api.log.failing(new RecordTooLargeException("too large"));
        assertThat(api.send("PUT", PATH, POLICY).statusCode()).isEqualTo(413);
    }
}
