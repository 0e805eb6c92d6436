package dev.reprise.node.camunda7;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One recorded exchange with a real engine, to be repeated. */
record Transcript(JsonNode row) {
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-11f1-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final List<String> IDS =
            List.of("(chargeCard:)?" + UUID.pattern(), "(?<![0-9])[0-9]{17,19}(-[0-9]+)?(?![0-9])");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\+0000");

    static List<Transcript> all() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(Transcript.class.getResourceAsStream("/corpus/camunda7-transcripts.jsonl"))) {
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .map(line -> new Transcript(EngineRest.parse(line)))
                    .toList();
        }
    }

    String name() {
        return row.get("name").textValue();
    }

    /** Repeats the request about these tasks in place of those recorded, in the order in which it names them. */
    HttpResponse<String> repeat(EngineRest rest, List<String> tasks) {
        JsonNode recorded = row.path("requestBody");
        String body = recorded.isNull() || recorded.isMissingNode()
                ? null
                : recorded.isTextual() ? recorded.textValue() : recorded.toString();
        Map<String, String> ids = new LinkedHashMap<>();
        String path = replace(row.get("path").textValue(), ids, tasks);
        String sent = body == null ? null : replace(body, ids, tasks);
        return rest.send(row.get("method").textValue(), "/engine-rest" + path, sent, headers());
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new TreeMap<>();
        JsonNode request = row.path("request");
        JsonNode type = request.path("ctype");
        boolean noBody = row.path("requestBody").isNull();
        if (type.isMissingNode() && !noBody) {
            headers.put("Content-Type", "application/json");
        } else if (type.isTextual()) {
            headers.put("Content-Type", type.textValue());
        }
        request.path("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        return headers;
    }

    private static String replace(String text, Map<String, String> ids, List<String> tasks) {
        Matcher matcher = UUID.matcher(text);
        return matcher.replaceAll(found ->
                ids.computeIfAbsent(found.group(), id -> ids.size() < tasks.size() ? tasks.get(ids.size()) : "0"));
    }

    /** What was answered then, without ids and times. */
    Map<String, @Nullable Object> expected() {
        JsonNode type = row.path("contentType");
        return shape(
                row.get("status").intValue(),
                type.isTextual() ? type.textValue() : null,
                row.path("responseBody").asText(""));
    }

    /** What is answered now, likewise. */
    Map<String, @Nullable Object> actual(HttpResponse<String> answer) {
        return shape(
                answer.statusCode(), answer.headers().firstValue("Content-Type").orElse(null), answer.body());
    }

    private Map<String, @Nullable Object> shape(int status, @Nullable String type, String body) {
        Map<String, @Nullable Object> shape = new HashMap<>();
        shape.put("status", status);
        shape.put("type", type);
        String plain = body;
        for (String id : IDS) {
            plain = plain.replaceAll(id, "ID");
        }
        plain = TIME.matcher(plain)
                .replaceAll("TIME")
                .replaceAll("equal to \\d{13}", "equal to TIME")
                .replaceAll("charge:1:(ID|d)", "charge:1:ID");
        shape.put("body", "application/json".equals(type) ? unordered(EngineRest.parse(plain)) : plain);
        return shape;
    }

    /** Without an order asked for, lists have none. */
    private Object unordered(JsonNode json) {
        boolean sorted = row.toString().contains("sortBy");
        if (!json.isArray() || sorted) {
            return json;
        }
        List<String> elements = new ArrayList<>();
        json.forEach(element -> elements.add(element.toString()));
        return elements.stream().sorted().toList();
    }

    static Stream<Transcript> stream() throws IOException {
        return all().stream();
    }

    @Override
    public String toString() {
        return name();
    }
}
