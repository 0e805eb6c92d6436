package dev.reprise.gateway.codepipeline;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reprise.common.JobState;
import dev.reprise.gateway.Answers;
import dev.reprise.gateway.credentials.Access;
import dev.reprise.gateway.credentials.Credentials;
import dev.reprise.gateway.credentials.SignatureCheck;
import dev.reprise.query.http.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random requests, again with {@code -Dreprise.seed=…}: each gets an answer in AWS's form, and none of them is our fault. */
class FuzzTest {
    private static final int REQUESTS = 400;
    private static final List<String> BODIES = List.of(
            "{\"jobId\":\"%s\",\"failureDetails\":{\"type\":\"JobFailed\",\"message\":\"m\",\"externalExecutionId\":\"e\"}}"
                    .formatted(SampleJob.ID),
            "{\"jobId\":\"%s\",\"nonce\":\"n\",\"clientToken\":\"c\"}".formatted(SampleJob.ID),
            "{\"actionTypeId\":{\"category\":\"Build\",\"owner\":\"Custom\",\"provider\":\"p\",\"version\":\"1\"},\"maxBatchSize\":1,\"queryParam\":{\"K\":\"v\"}}",
            "{\"jobId\":\"%s\",\"outputVariables\":{\"a\":\"b\"},\"currentRevision\":{\"revision\":\"r\",\"changeIdentifier\":\"c\",\"created\":1.5}}"
                    .formatted(SampleJob.ID));
    private static final String AUTHORIZATION =
            "AWS4-HMAC-SHA256 Credential=AK/20261121/us-east-1/codepipeline/aws4_request, SignedHeaders=host;x-amz-date, Signature="
                    + "0".repeat(64);

    private final long seed = Long.getLong("reprise.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void neverAnswersAMistakeOfTheCallerWithAFaultOfOursOrInAnotherForm() {
        System.out.println("reprise.seed=" + seed);
        run(Access.open());
    }

    @Test
    void norWhereSignaturesAreChecked() {
        System.out.println("reprise.seed=" + seed);
        run(new Access(Credentials.ofText("key.AK.secret = s"), SignatureCheck.FULL));
    }

    private void run(Access access) {
        try (CodePipelineSpec spec = new CodePipelineSpec(access, CodePipelineSettings.standard())) {
            spec.jobs.put(SampleJob.KEY, SampleJob.acknowledged("a").build());
            spec.log.answering(sent -> Optional.of(
                    sent.key().equals("activate")
                            ? Answers.activated(sent.commandId(), "p", "w")
                            : Answers.accepted(sent, SampleJob.KEY, JobState.ACTIVATED)));
            for (int i = 0; i < REQUESTS; i++) {
                String target = target();
                byte[] body = body();
                String authorization = header(AUTHORIZATION);
                HttpResponse<String> answer = spec.send(
                        target,
                        body,
                        "Authorization",
                        authorization,
                        "X-Amz-Date",
                        header("20261121T131440Z"),
                        "amz-sdk-invocation-id",
                        header("6a6cd836-d02e-4560-fd9d-f2081ad6be50"));
                check(
                        answer,
                        "seed %d, request %d: %s %s %s"
                                .formatted(seed, i, target, authorization, new String(body, ISO_8859_1)));
            }
        }
    }

    private static void check(HttpResponse<String> answer, String what) {
        assertThat(answer.statusCode()).as(what).isIn(200, 400, 413);
        assertThat(answer.headers().firstValue("Content-Type")).as(what).contains("application/x-amz-json-1.1");
        assertThat(answer.headers().firstValue("x-amzn-RequestId")).as(what).isPresent();
        if (answer.statusCode() != 200) {
            String type = json(answer.body()).path("__type").asText();
            assertThat(type).as(what).isNotEmpty();
            assertThat(answer.headers().firstValue("x-amzn-ErrorType")).as(what).contains(type);
        }
    }

    private String target() {
        Operation[] operations = Operation.values();
        String target = "CodePipeline_20150709." + operations[random.nextInt(operations.length)];
        return random.nextInt(8) == 0 ? header(target) : target;
    }

    /** The text, or one with something wrong in it that may still stand in a header. */
    private String header(String text) {
        StringBuilder changed = new StringBuilder(text);
        for (int i = random.nextInt(3); i > 0; i--) {
            int at = random.nextInt(changed.length());
            switch (random.nextInt(3)) {
                case 0 -> changed.setCharAt(at, (char) (33 + random.nextInt(94)));
                case 1 -> changed.insert(at, (char) (33 + random.nextInt(94)));
                default -> changed.setLength(Math.max(1, at));
            }
        }
        return changed.toString();
    }

    private byte[] body() {
        String text = BODIES.get(random.nextInt(BODIES.size()));
        return switch (random.nextInt(6)) {
            case 0 -> text.getBytes(UTF_8);
            case 1 -> bytesChanged(text.getBytes(UTF_8));
            case 2 -> valueReplaced(text).getBytes(UTF_8);
            case 3 -> text.substring(0, random.nextInt(text.length())).getBytes(UTF_8);
            case 4 -> "[".repeat(random.nextInt(3000)).getBytes(UTF_8);
            default -> noise();
        };
    }

    private byte[] bytesChanged(byte[] bytes) {
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private String valueReplaced(String text) {
        List<String> values = List.of(
                "null",
                "0",
                "-1",
                "1e400",
                "9".repeat(400),
                "true",
                "{}",
                "[]",
                "\"\"",
                "\"\\u0000\"",
                "\"\\ud800\"",
                "\"" + "x".repeat(6000) + "\"",
                "{\"a\":{\"b\":{}}}",
                "\"😀\"",
                "{\"\":\"\"}",
                "{\"k\\u0000\":\"v\"}");
        String value = values.get(random.nextInt(values.size()));
        int colons = (int) text.chars().filter(c -> c == ':').count();
        int which = random.nextInt(colons);
        int at = -1;
        for (int i = 0; i <= which; i++) {
            at = text.indexOf(':', at + 1);
        }
        int end = at + 1;
        while (end < text.length() && ",}".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return text.substring(0, at + 1) + value + text.substring(end);
    }

    private byte[] noise() {
        byte[] bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static JsonNode json(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (IOException e) {
            throw new AssertionError("Expected JSON, but got " + text, e);
        }
    }
}
