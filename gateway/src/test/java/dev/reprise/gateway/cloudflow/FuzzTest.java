package dev.reprise.gateway.cloudflow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reprise.gateway.credentials.SignatureCheck;
import dev.reprise.query.http.Json;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random calls, over a bare socket so that no client repairs them: never a 500, never anything but JSON, never a hang. */
class FuzzTest {
    private static final long SEED = Long.getLong("reprise.seed", System.nanoTime());
    private static final int CALLS = 1_500;
    private static final List<String> NAMES = List.of(
            "Action",
            "Version",
            "TaskToken",
            "Error",
            "Cause",
            "Output",
            "RequestId",
            "AccessKeyId",
            "Signature",
            "SignatureMethod",
            "SignatureNonce",
            "SignatureVersion",
            "Timestamp",
            "Format",
            "",
            "%",
            "SecurityToken");
    private static final List<String> HEADERS = List.of(
            "x-acs-action",
            "x-acs-version",
            "x-acs-date",
            "x-acs-signature-nonce",
            "x-acs-content-sha256",
            "Authorization",
            "Content-Type",
            "Content-Encoding",
            "Accept",
            "traceparent",
            "Host");

    private final Random random = new Random(SEED);

    @Test
    void openly() throws IOException {
        try (FlowSpec api = new FlowSpec()) {
            run(api);
        }
    }

    @Test
    void behindSignatures() throws IOException {
        try (FlowSpec api = new FlowSpec(SignatureCheck.FULL, "key.good.secret=secret")) {
            run(api);
        }
    }

    private void run(FlowSpec api) throws IOException {
        for (int i = 0; i < CALLS; i++) {
            String request = request(api);
            String answer = send(api, request);
            String what = "-Dreprise.seed=%d, call %d:%n%s%n%s".formatted(SEED, i, request, answer);
            assertThat(answer).as(what).matches("(?s)HTTP/1.1 [24]\\d\\d .*");
            String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
            JsonNode json = Json.mapper().readTree(body);
            assertThat(json).as(what).isNotNull();
            assertThat(json.isObject() && json.size() > 0).as(what).isTrue();
        }
    }

    private String request(FlowSpec api) {
        String body = random.nextInt(3) == 0 ? "" : body(api);
        StringBuilder request = new StringBuilder(random.nextInt(4) == 0 ? "GET" : "POST")
                .append(random.nextInt(4) == 0 ? " /fnf/?" : " /?");
        if (random.nextInt(4) > 0) {
            request.append("Action=ReportTaskFailed&Version=2019-03-15&");
        } else {
            request.append("SignatureNonce=1&"); // else it is nobody's call
        }
        request.append(params(api).replaceAll("[^!-~]", "%20")).append(" HTTP/1.1\r\nConnection: close\r\nHost: x\r\n");
        for (int i = random.nextInt(4); i > 0; i--) {
            request.append(one(HEADERS.subList(0, HEADERS.size() - 1)))
                    .append(": ")
                    .append(value(api).replaceAll("[^ -~]", "?"))
                    .append("\r\n");
        }
        if (random.nextBoolean()) {
            request.append("Content-Type: ")
                    .append(random.nextBoolean() ? FlowSpec.FORM : "application/json")
                    .append("\r\n");
        }
        return request.append("Content-Length: ")
                .append(body.length())
                .append("\r\n\r\n")
                .append(body)
                .toString();
    }

    private String body(FlowSpec api) {
        return switch (random.nextInt(4)) {
            case 0 -> noise(200);
            case 1 -> "{\"" + one(NAMES) + "\":\"" + noise(20).replaceAll("[\"\\\\]", "") + "\"}";
            case 2 -> "{\"Error\":" + "[".repeat(random.nextInt(3000));
            default -> params(api);
        };
    }

    private String params(FlowSpec api) {
        StringBuilder params = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            params.append(one(NAMES)).append('=').append(value(api)).append('&');
        }
        return params.toString();
    }

    private String value(FlowSpec api) {
        return switch (random.nextInt(8)) {
            case 0 -> api.token;
            case 1 -> "ReportTaskSucceeded";
            case 2 -> "2026-11-21T08:30:00Z";
            case 3 -> "+1000000000-12-31T23:59:59Z";
            case 4 -> "ACS3-HMAC-SHA256 Credential=good,SignedHeaders=" + noise(10) + ",Signature=00";
            case 5 -> "good";
            case 6 -> "";
            default -> noise(30);
        };
    }

    private String noise(int most) {
        byte[] bytes = new byte[random.nextInt(most)];
        random.nextBytes(bytes);
        return new String(bytes, ISO_8859_1);
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static String send(FlowSpec api, String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", api.port())) {
            socket.setSoTimeout(60_000); // a hang is a failure
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }
}
