package dev.reprise.gateway.cloudflow;

import static dev.reprise.gateway.cloudflow.FlowSpec.NOW;
import static dev.reprise.gateway.cloudflow.FlowSpec.assertError;
import static dev.reprise.gateway.cloudflow.FlowSpec.assertReported;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reprise.gateway.credentials.SignatureCheck;
import dev.reprise.query.http.Problem;
import dev.reprise.query.http.ProblemTypes;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may report, by both kinds of signatures. */
class AccessTest {
    private static final String[] KEYS = {
        "key.good.secret=secret",
        "key.other.secret=secret",
        "key.other.tenant=other",
        "key.reader.secret=secret",
        "key.reader.actions=fnf:Describe*",
        "key.old.secret=secret",
        "key.old.expires=2020-01-01T00:00:00Z",
        "key.session.secret=secret",
        "key.session.session-token=sts"
    };
    private static final FlowSpec full = new FlowSpec(SignatureCheck.FULL, KEYS);
    private static final FlowSpec known = new FlowSpec(SignatureCheck.KNOWN_KEY, KEYS);

    @AfterAll
    static void close() {
        full.close();
        known.close();
    }

    @BeforeEach
    void theJobIsThere() {
        full.now = NOW;
        full.jobs = jobKey -> CompletableFuture.completedFuture(Optional.of(FlowSpec.job(jobKey, "<default>")));
    }

    enum Kind {
        V1,
        ACS3;

        SignedCall call(String id, String secret, String nonce, Instant at) {
            return this == V1
                    ? SignedCall.v1(full, id, secret, nonce, at)
                    : SignedCall.acs3(full, id, secret, nonce, at);
        }

        SignedCall call(String id, Instant at) {
            return call(id, "secret", UUID.randomUUID().toString(), at);
        }
    }

    @ParameterizedTest
    @EnumSource
    void takesARightSignature(Kind kind) {
        assertReported(kind.call("good", NOW).send(full));
    }

    @ParameterizedTest
    @EnumSource
    void refusesAnotherSecret(Kind kind) {
        assertError(kind.call("good", "Secret", "n", NOW).send(full), 403, "SignatureNotMatch");
    }

    @ParameterizedTest
    @EnumSource
    void refusesKeysThatAreUnknownOrOver(Kind kind) {
        JsonNode error = assertError(kind.call("nobody", NOW).send(full), 403, "InvalidAccessKeyID");
        assertThat(error.path("Message").asText()).isEqualTo("The AccessKey ID nobody is invalid.");
        assertError(kind.call("old", NOW).send(full), 403, "InvalidAccessKeyID");
    }

    @ParameterizedTest
    @EnumSource
    void refusesTimesThatAreFarOff(Kind kind) {
        Duration most = Duration.ofMinutes(15);
        assertReported(kind.call("good", NOW.plus(most)).send(full));
        assertReported(kind.call("good", NOW.minus(most)).send(full));
        assertError(kind.call("good", NOW.plus(most).plusSeconds(1)).send(full), 403, "RequestTimeTooSkewed");
        JsonNode error =
                assertError(kind.call("good", NOW.minus(most).minusSeconds(1)).send(full), 403, "RequestTimeTooSkewed");
        assertThat(error.path("Message").asText())
                .isEqualTo("The difference between the request time 2026-11-21T08:14:59Z and the current time"
                        + " 2026-11-21T08:30:00Z is too large.");
    }

    @ParameterizedTest
    @EnumSource
    void refusesANonceThatWasUsedAsLongAsItsTimeIsGood(Kind kind) {
        String nonce = UUID.randomUUID().toString();
        SignedCall call = kind.call("good", "secret", nonce, NOW);
        assertReported(call.send(full));
        assertError(call.send(full), 400, "SignatureNonceUsed");
        full.now = NOW.plus(Duration.ofMinutes(15));
        assertError(call.send(full), 400, "SignatureNonceUsed");
        full.now = NOW.plus(Duration.ofMinutes(16));
        assertError(call.send(full), 403, "RequestTimeTooSkewed");
    }

    @ParameterizedTest
    @EnumSource
    void keepsTenantsApart(Kind kind) {
        assertError(kind.call("other", NOW).send(full), 403, "AccessDenied");
        full.jobs = jobKey -> CompletableFuture.completedFuture(Optional.of(FlowSpec.job(jobKey, "other")));
        assertReported(kind.call("other", NOW).send(full));
        assertError(kind.call("good", NOW).send(full), 403, "AccessDenied");
    }

    @Test
    void keepsKeysToTheirPermissions() {
        assertError(Kind.V1.call("reader", NOW).send(full), 403, "AccessDenied");
    }

    @Test
    void aTaskThatIsPurgedHasEnded() {
        full.jobs = jobKey -> CompletableFuture.completedFuture(Optional.empty());
        assertError(Kind.V1.call("good", NOW).send(full), 400, "TaskAlreadyCompleted");
    }

    @Test
    void aTaskOnItsWayToAnotherNodeIsToBeTriedAgain() {
        full.jobs = jobKey -> CompletableFuture.failedFuture(
                Problem.of(ProblemTypes.PARTITION_UNAVAILABLE, "moving").asException());
        assertError(Kind.V1.call("good", NOW).send(full), 409, "TaskInvalidState");
        full.jobs = jobKey -> new CompletableFuture<>();
        assertError(Kind.ACS3.call("good", NOW).send(full), 409, "TaskInvalidState");
        full.jobs = jobKey -> CompletableFuture.failedFuture(new IllegalStateException("bug"));
        assertError(Kind.V1.call("good", NOW).send(full), 500, "InternalServerError");
    }

    @Test
    void aTemporaryKeyComesWithItsSession() {
        assertError(Kind.V1.call("session", NOW).send(full), 403, "SignatureNotMatch");
        assertReported(SignedCall.v1(full, "session", "secret", "s1", NOW, "SecurityToken", "sts")
                .send(full));
        assertReported(SignedCall.acs3(full, "session", "secret", "s2", NOW, "x-acs-security-token", "sts")
                .send(full));
    }

    @ParameterizedTest
    @CsvSource({"SignatureMethod,HMAC-SHA256", "SignatureVersion,2.0", "SignatureType,BEARERTOKEN"})
    void refusesOtherWaysOfSigning(String name, String value) {
        assertError(
                SignedCall.v1(full, "good", "secret", UUID.randomUUID().toString(), NOW, name, value)
                        .send(full),
                403,
                "SignatureNotMatch");
    }

    @Test
    void refusesOtherAlgorithmsInTheHeader() {
        SignedCall call = Kind.ACS3.call("good", NOW);
        call.headers.computeIfPresent("Authorization", (name, value) -> value.replace("HMAC-SHA256", "RSA-SHA256"));
        assertError(call.send(full), 403, "SignatureNotMatch");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"AccessKeyId", "Signature", "Timestamp", "SignatureNonce", "SignatureMethod", "Action", "Version"
            })
    void saysWhichParameterIsMissing(String name) {
        SignedCall call = Kind.V1.call("good", NOW);
        call.body = call.body.replaceAll("(^|&)" + name + "=[^&]*", "");
        JsonNode error = assertError(call.send(full), 400, "MissingRequiredParams");
        assertThat(error.path("Message").asText()).isEqualTo("The HTTP query '" + name + "' must be specified.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-acs-date", "x-acs-signature-nonce", "x-acs-content-sha256", "authorization"})
    void saysWhichHeaderIsMissing(String name) {
        SignedCall call = Kind.ACS3.call("good", NOW).without(name);
        JsonNode error = assertError(call.send(full), 400, "MissingRequiredHeader");
        assertThat(error.path("Message").asText().toLowerCase(Locale.ROOT))
                .isEqualTo("the http header '" + name + "' must be specified.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ACS3-HMAC-SHA256", "ACS3-HMAC-SHA256 Credential=good,Signature=0", "ACS3-HMAC-SHA256 ,,="})
    void anAuthorizationWithoutItsPartsIsMissing(String value) {
        SignedCall call = Kind.ACS3.call("good", NOW);
        call.headers.put("Authorization", value);
        assertError(call.send(full), 400, "MissingRequiredHeader");
    }

    @Test
    void aHeaderOfTheCallThatIsNotSignedIsRefused() {
        SignedCall call = Kind.ACS3.call("good", NOW);
        call.headers.put("x-acs-more", "1");
        assertError(call.send(full), 403, "SignatureNotMatch");
    }

    @Test
    void aTimeThatIsNoneIsAWrongArgument() {
        assertError(
                SignedCall.v1(full, "good", "secret", "n", NOW, "Timestamp", "yesterday")
                        .send(full),
                400,
                "InvalidArgument");
    }

    /** Every bit of what is signed counts: one that is flipped is refused, wherever it is. */
    @ParameterizedTest
    @EnumSource
    void oneFlippedByteAnywhereIsRefused(Kind kind) {
        int sentBefore = full.log.sent().size();
        SignedCall good = kind.call("good", NOW);
        for (int i = 0; i < good.body.length(); i++) {
            SignedCall call = kind.call("good", NOW);
            if (i >= call.body.length()) {
                break; // escapes in a signature make one form longer than another
            }
            String flipped = flip(call.body, i);
            if (kind == Kind.V1 && Escapes.parse(call.body).equals(parsed(flipped))) {
                continue; // a + for a space, %e4 for %E4: says the same
            }
            call.body = flipped;
            assertRefused(call.send(full), "body, byte " + i + ": " + flipped);
        }
        for (String name : good.headers.keySet()) {
            for (int i = 0; kind == Kind.ACS3 && i < good.headers.get(name).length(); i++) {
                SignedCall call = kind.call("good", NOW);
                int at = i;
                call.headers.computeIfPresent(name, (header, value) -> flip(value, at));
                assertRefused(call.send(full), name + ", byte " + i);
            }
        }
        SignedCall query = kind.call("good", NOW);
        query.query.computeIfPresent("TaskToken", (name, value) -> flip(value, 7));
        if (kind == Kind.ACS3) {
            assertRefused(query.send(full), "query");
        }
        assertThat(full.log.sent()).as("nothing got through").hasSize(sentBefore);
    }

    private static String flip(String text, int at) {
        return text.substring(0, at) + (char) (text.charAt(at) ^ 1) + text.substring(at + 1);
    }

    private static @Nullable Object parsed(String form) {
        try {
            return Escapes.parse(form);
        } catch (Refused e) {
            return null;
        }
    }

    private static void assertRefused(HttpResponse<String> answer, String where) {
        String code = FlowSpec.json(answer).path("Code").asText();
        assertThat(answer.statusCode()).as(where + ": " + answer.body()).isBetween(400, 499);
        assertThat(Set.of(
                        "SignatureNotMatch",
                        "InvalidAccessKeyID",
                        "RequestTimeTooSkewed",
                        "MissingRequiredParams",
                        "MissingRequiredHeader",
                        "ActionNotSupported",
                        "APIVersionNotSupported",
                        "UnsupportedMediaType",
                        "InvalidArgument"))
                .as(where)
                .contains(code);
    }

    @Test
    void aKnownKeyIsEnoughIfNoMoreIsAskedFor() {
        assertReported(known.get(known.failed("AccessKeyId=good")));
        assertError(known.get(known.failed("AccessKeyId=nobody")), 403, "InvalidAccessKeyID");
        assertError(known.get(known.failed()), 400, "MissingRequiredParams");
        assertError(known.get(known.failed("AccessKeyId=other")), 403, "AccessDenied");
        assertReported(
                SignedCall.acs3(known, "good", "wrong", "n", Instant.EPOCH).send(known));
    }
}
