package dev.reprise.gateway.nativeapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import dev.reprise.query.http.HttpConventions;
import dev.reprise.query.http.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Holds requests and answers against {@code docs/openapi.yaml}. Stricter than it says: a field that it does not name is a
 * mistake.
 */
final class WriteContract {
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    private final ObjectNode document;

    WriteContract() {
        // Beside the query module's classes, where the server finds it too.
        try (InputStream in = HttpConventions.class.getResourceAsStream("/dev/reprise/query/openapi.yaml")) {
            document = (ObjectNode) new YAMLMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        close(document.path("components").path("schemas"));
    }

    /** All operations with their summaries, as {@code POST /path: Summary.}. */
    Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> operations.add(operation.getKey().toUpperCase(Locale.ROOT) + " "
                                + path.getKey() + ": "
                                + operation.getValue().path("summary").asText())));
        return operations;
    }

    /** Fails unless the answer is one that the description allows, and so is the request if it was carried out. */
    void check(String method, String target, String body, HttpResponse<String> answer) {
        Optional<JsonNode> path = path(target.split("\\?", 2)[0]);
        if (path.isEmpty()) {
            return;
        }
        JsonNode operation = path.get().path(method.toLowerCase(Locale.ROOT));
        if (operation.isMissingNode()) {
            assertThat(answer.statusCode()).as(method + " " + target).isEqualTo(405);
            return;
        }
        JsonNode response = resolve(operation.path("responses").path(Integer.toString(answer.statusCode())));
        assertThat(response.isMissingNode())
                .as("status %d of %s %s is described", answer.statusCode(), method, target)
                .isFalse();
        response.path("headers")
                .fieldNames()
                .forEachRemaining(header -> assertThat(answer.headers().firstValue(header))
                        .as(header)
                        .isPresent());
        checkContent(response, answer, target);
        if (answer.statusCode() < 300 && !body.isEmpty()) {
            String schema = operation
                    .path("requestBody")
                    .path("content")
                    .path("application/json")
                    .path("schema")
                    .path("$ref")
                    .asText();
            assertThat(mistakes(schema, withoutNulls(body)))
                    .as("%s %s: %s", method, target, body)
                    .isEmpty();
        }
    }

    private void checkContent(JsonNode response, HttpResponse<String> answer, String target) {
        if (answer.body().isEmpty()) {
            assertThat(response.has("content") && answer.statusCode() != 202)
                    .as("a body of %s is described", target)
                    .isFalse();
            return;
        }
        String mediaType =
                answer.headers().firstValue("Content-Type").orElse("").split(";", 2)[0];
        JsonNode schema =
                response.path("content").path(mediaType).path("schema").path("$ref");
        assertThat(schema.isMissingNode())
                .as("%s of %s is described", mediaType, target)
                .isFalse();
        assertThat(mistakes(schema.asText(), json(answer.body())))
                .as("%s: %s", target, answer.body())
                .isEmpty();
    }

    private List<Error> mistakes(String ref, JsonNode json) {
        ObjectNode root = document.deepCopy();
        root.put("$ref", ref);
        return SCHEMAS.getSchema(root).validate(json);
    }

    /** A field that is null counts as not given. */
    private static JsonNode withoutNulls(String body) {
        ObjectNode json = (ObjectNode) json(body);
        json.properties().removeIf(field -> field.getValue().isNull());
        return json;
    }

    private static JsonNode json(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (IOException e) {
            throw new AssertionError("Expected JSON, but got " + text, e);
        }
    }

    private JsonNode resolve(JsonNode node) {
        String ref = node.path("$ref").asText("");
        return ref.isEmpty() ? node : document.at(ref.substring(1));
    }

    /** The description of a path; one that is named outright goes before one with a parameter. */
    private Optional<JsonNode> path(String path) {
        return document.path("paths").properties().stream()
                .filter(template -> path.matches(template.getKey().replaceAll("\\{[^}]+}", "[^/]+")))
                .min((a, b) -> Integer.compare(parameters(a.getKey()), parameters(b.getKey())))
                .map(java.util.Map.Entry::getValue);
    }

    private static int parameters(String template) {
        return template.split("\\{", -1).length;
    }

    private static void close(JsonNode node) {
        if (node.has("properties") && !node.has("additionalProperties")) {
            ((ObjectNode) node).put("additionalProperties", false);
        }
        node.forEach(WriteContract::close);
    }
}
