package dev.reprise.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import dev.reprise.query.http.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Holds answers against {@code docs/openapi.yaml}. Stricter than it says: a field that it does not name is a mistake. */
public final class OpenApiContract {
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    private final ObjectNode document;

    public OpenApiContract() {
        try (InputStream in = OpenApiContract.class.getResourceAsStream("openapi.yaml")) {
            document = (ObjectNode) new YAMLMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        closeObjects(document.path("components").path("schemas"));
    }

    public JsonNode document() {
        return document;
    }

    /** All operations, as {@code GET /path}. */
    public Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        document.path("paths")
                .fields()
                .forEachRemaining(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(method -> operations.add(method.toUpperCase() + " " + path.getKey())));
        return operations;
    }

    /** Fails unless the answer is one that the description allows. */
    public void check(String method, String target, HttpResponse<String> answer) {
        String path = target.split("\\?", 2)[0];
        String template = template(path);
        if (template.isEmpty()) {
            assertThat(answer.statusCode()).as(path).isIn(400, 404);
            checkBody("#/components/schemas/Problem", answer.body(), path);
            return;
        }
        JsonNode operation = document.path("paths").path(template).path(method.toLowerCase());
        if (operation.isMissingNode()) {
            assertThat(answer.statusCode()).as(method + " " + path).isEqualTo(405);
            checkBody("#/components/schemas/Problem", answer.body(), path);
            return;
        }
        JsonNode response = resolve(operation.path("responses").path(Integer.toString(answer.statusCode())));
        assertThat(response.isMissingNode())
                .as("status %d of %s %s is described", answer.statusCode(), method, template)
                .isFalse();
        String mediaType =
                answer.headers().firstValue("Content-Type").orElse("").split(";", 2)[0];
        JsonNode content = response.path("content").path(mediaType);
        assertThat(content.isMissingNode())
                .as("%s of %s %s is described", mediaType, method, template)
                .isFalse();
        response.path("headers")
                .fieldNames()
                .forEachRemaining(header -> assertThat(answer.headers().firstValue(header))
                        .as("%s of %s", header, answer.body())
                        .isPresent());
        if (mediaType.endsWith("json")) {
            checkBody(content.path("schema").path("$ref").textValue(), answer.body(), target);
        }
    }

    private void checkBody(String ref, String body, String what) {
        try {
            ObjectNode root = document.deepCopy();
            root.put("$ref", ref);
            Schema schema = SCHEMAS.getSchema(root);
            List<Error> mistakes = schema.validate(Json.mapper().readTree(body));
            assertThat(mistakes).as("%s: %s", what, body).isEmpty();
        } catch (IOException e) {
            throw new AssertionError("Expected JSON from " + what + ", but got " + body, e);
        }
    }

    private JsonNode resolve(JsonNode node) {
        String ref = node.path("$ref").asText("");
        return ref.isEmpty() ? node : document.at(ref.substring(1));
    }

    private String template(String path) {
        List<String> found = new ArrayList<>();
        document.path("paths").fieldNames().forEachRemaining(template -> {
            if (path.matches(template.replaceAll("\\{[^}]+}", "[^/]+").replace(".", "\\."))) {
                found.add(template);
            }
        });
        // a path that is named outright goes before one with a parameter
        return found.stream().min((a, b) -> Integer.compare(count(a), count(b))).orElse("");
    }

    private static int count(String template) {
        return template.split("\\{", -1).length;
    }

    private static void closeObjects(JsonNode node) {
        if (node.has("properties") && !node.has("additionalProperties")) {
            ((ObjectNode) node).put("additionalProperties", false);
        }
        node.forEach(OpenApiContract::closeObjects);
    }
}
