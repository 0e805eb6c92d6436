package dev.reprise.node.camunda8;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reprise.query.http.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One exchange with a real Zeebe 8.6, out of {@code corpus/camunda8-transcripts.jsonl}. */
record Recorded(
        String name,
        String method,
        String path,
        Map<String, String> requestHeaders,
        String requestBody,
        int status,
        @Nullable String contentType,
        String responseBody) {
    /** A long body is not written out: its beginning, and how long it is. */
    private static final Pattern SHORTENED =
            Pattern.compile("(.*[^.])\\.\\.\\.\\[(\\d+) chars in total]", Pattern.DOTALL);

    static List<Recorded> all() throws IOException {
        List<Recorded> rows = new ArrayList<>();
        try (InputStream in =
                Objects.requireNonNull(Recorded.class.getResourceAsStream("/corpus/camunda8-transcripts.jsonl"))) {
            for (String line : new String(in.readAllBytes(), UTF_8).lines().toList()) {
                rows.add(of(Json.mapper().readTree(line)));
            }
        }
        return rows;
    }

    private static Recorded of(JsonNode row) {
        Map<String, String> headers = new LinkedHashMap<>();
        row.get("requestHeaders")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().textValue()));
        return new Recorded(
                row.get("name").textValue(),
                row.get("method").textValue(),
                row.get("path").textValue(),
                headers,
                whole(
                        row.get("requestBody").isNull()
                                ? ""
                                : row.get("requestBody").textValue()),
                row.get("status").intValue(),
                row.get("contentType").textValue(),
                row.get("responseBody").textValue());
    }

    private static String whole(String body) {
        Matcher shortened = SHORTENED.matcher(body);
        if (!shortened.matches()) {
            return body;
        }
        String start = shortened.group(1);
        int length = Integer.parseInt(shortened.group(2));
        return start + "x".repeat(length - start.length() - 2) + "\"}";
    }
}
