package dev.reprise.gateway.cloudflow;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A signed call as a client makes it, written down a second time so that the API is not checked against itself alone. */
final class SignedCall {
    final Map<String, String> query = new LinkedHashMap<>();
    final Map<String, String> headers = new TreeMap<>();
    String body = "";

    private SignedCall() {}

    /** Version 1.0: all parameters in a form, as the npm client sends them. */
    static SignedCall v1(FlowSpec api, String id, String secret, String nonce, Instant at, String... more) {
        Map<String, String> params = new TreeMap<>(Map.of(
                "AccessKeyId", id,
                "Action", "ReportTaskFailed",
                "Cause", "because 你好 + & =",
                "Error", "E",
                "SignatureMethod", "HMAC-SHA1",
                "SignatureNonce", nonce,
                "SignatureVersion", "1.0",
                "TaskToken", api.token,
                "Timestamp", at.toString(),
                "Version", "2019-03-15"));
        for (int i = 0; i < more.length; i += 2) {
            params.put(more[i], more[i + 1]);
        }
        String toSign =
                "POST&%2F&" + Escapes.encode(form(params).replace("+", "%20").replace("*", "%2A"));
        params.put("Signature", SignatureV1.sign(secret, toSign));
        SignedCall call = new SignedCall();
        call.body = form(params);
        call.headers.put("Content-Type", FlowSpec.FORM);
        return call;
    }

    /** ACS3: what is called in headers, the token in the query, the rest in a form, as the Tea clients send it. */
    static SignedCall acs3(FlowSpec api, String id, String secret, String nonce, Instant at, String... more) {
        SignedCall call = new SignedCall();
        call.query.put("TaskToken", api.token);
        call.body = "Error=E&Cause=because+%E4%BD%A0";
        call.headers.putAll(Map.of(
                "content-type",
                FlowSpec.FORM,
                "x-acs-action",
                "ReportTaskFailed",
                "x-acs-content-sha256",
                Signing.sha256Hex(call.body.getBytes(UTF_8)),
                "x-acs-date",
                at.toString(),
                "x-acs-signature-nonce",
                nonce,
                "x-acs-version",
                "2019-03-15"));
        for (int i = 0; i < more.length; i += 2) {
            call.headers.put(more[i], more[i + 1]);
        }
        List<String> names = new ArrayList<>(call.headers.keySet());
        String canonical = "POST\n/\nTaskToken=" + api.token + "\n"
                + names.stream()
                        .map(name -> name + ":" + call.headers.get(name) + "\n")
                        .collect(Collectors.joining())
                + "\n" + String.join(";", names) + "\n" + call.headers.get("x-acs-content-sha256");
        call.headers.put(
                "Authorization",
                "ACS3-HMAC-SHA256 Signature=" + Acs3.sign(secret, canonical) + ",Credential=" + id + ",SignedHeaders="
                        + String.join(";", names));
        return call;
    }

    private static String form(Map<String, String> params) {
        return params.entrySet().stream()
                .map(param -> param.getKey() + "=" + URLEncoder.encode(param.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    SignedCall without(String header) {
        headers.keySet().removeIf(name -> name.toLowerCase(Locale.ROOT).equals(header));
        return this;
    }

    String path() {
        return query.isEmpty() ? "/" : "/?" + form(query);
    }

    String[] headerPairs() {
        List<String> pairs = new ArrayList<>();
        headers.forEach((name, value) -> pairs.addAll(List.of(name, value)));
        return pairs.toArray(String[]::new);
    }

    HttpResponse<String> send(FlowSpec api) {
        return api.send("POST", path(), body, headerPairs());
    }
}
