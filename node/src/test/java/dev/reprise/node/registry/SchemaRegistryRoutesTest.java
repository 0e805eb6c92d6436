package dev.reprise.node.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reprise.command.FailJob;
import dev.reprise.event.JobFailed;
import dev.reprise.query.http.HttpConventions;
import dev.reprise.schemas.SchemaCatalogue;
import io.javalin.Javalin;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class SchemaRegistryRoutesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FAILED = "job-events-dev.reprise.event.JobFailed";
    private static final String FAIL = "job-commands-dev.reprise.command.FailJob";

    private static final Javalin SERVER = Javalin.create(config -> {
                HttpConventions.apply(config);
                new SchemaRegistryRoutes(SchemaCatalogue.released()).register(config.routes);
            })
            .start("127.0.0.1", 0);

    private final HttpClient http = HttpClient.newHttpClient();

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    @Test
    void givesEverySchemaOfTheCatalogueByItsId() throws Exception {
        for (var released : SchemaCatalogue.released().all()) {
            JsonNode answer = JSON.readTree(get("/schemas/ids/" + released.id()).body());
            assertThat(new Schema.Parser().parse(answer.get("schema").asText())).isEqualTo(released.schema());
        }
    }

    @Test
    void listsSubjectsByTopicAndRecord() throws Exception {
        JsonNode subjects = JSON.readTree(get("/subjects").body());

        assertThat(subjects)
                .extracting(JsonNode::asText)
                .contains(FAILED, FAIL, "job-retry-policies-dev.reprise.policy.RetryPolicy")
                .noneMatch(name -> name.contains("dev.reprise.state"));
    }

    @Test
    void givesTheLatestVersion() throws Exception {
        JsonNode latest =
                JSON.readTree(get("/subjects/" + FAILED + "/versions/latest").body());
        var newest = SchemaCatalogue.released().newest("dev.reprise.event.JobFailed");

        assertThat(latest.get("subject").asText()).isEqualTo(FAILED);
        assertThat(latest.get("version").asInt()).isEqualTo(newest.version());
        assertThat(latest.get("id").asInt()).isEqualTo(newest.id());
        assertThat(JSON.readTree(get("/subjects/" + FAILED + "/versions").body())
                        .get(0)
                        .asInt())
                .isEqualTo(1);
        assertThat(new Schema.Parser()
                        .parse(get("/subjects/" + FAILED + "/versions/1/schema").body()))
                .isEqualTo(newest.schema());
    }

    @Test
    void saysWhereASchemaIsUsed() throws Exception {
        int id = SchemaCatalogue.released()
                .newest("dev.reprise.reply.CommandRejected")
                .id();
        JsonNode usages = JSON.readTree(get("/schemas/ids/" + id + "/versions").body());

        assertThat(usages)
                .extracting(usage -> usage.get("subject").asText())
                .containsExactlyInAnyOrder(
                        "job-rejections-dev.reprise.reply.CommandRejected",
                        "job-replies-dev.reprise.reply.CommandRejected");
    }

    @Test
    void knowsTheSchemasOfOurGeneratedClasses() throws Exception {
        JsonNode found = JSON.readTree(
                post("/subjects/" + FAILED, JobFailed.getClassSchema()).body());
        JsonNode registered = JSON.readTree(post("/subjects/" + FAIL + "/versions", FailJob.getClassSchema())
                .body());

        assertThat(found.get("version").asInt()).isEqualTo(1);
        assertThat(registered.get("id").asInt())
                .isEqualTo(SchemaCatalogue.released()
                        .newest("dev.reprise.command.FailJob")
                        .id());
    }

    @Test
    void refusesSchemasThatAreNotInTheCatalogue() throws Exception {
        Schema other = Schema.createRecord("FailJob", "", "dev.reprise.command", false, List.of());

        assertError(post("/subjects/" + FAIL, other), 404, 40403);
        assertError(post("/subjects/" + FAIL + "/versions", other), 422, 42205);
    }

    @Test
    void speaksOfErrorsAsConfluentDoes() throws Exception {
        assertError(get("/schemas/ids/999999"), 404, 40403);
        assertError(get("/schemas/ids/one"), 404, 40403);
        assertError(get("/subjects/none/versions"), 404, 40401);
        assertError(get("/subjects/" + FAILED + "/versions/99"), 404, 40402);
        assertError(get("/subjects/" + FAILED + "/versions/first"), 422, 42202);
    }

    @Test
    void saysThatItHasAvroOnly() throws Exception {
        HttpResponse<String> answer = get("/schemas/types");

        assertThat(answer.body()).isEqualTo("[\"AVRO\"]");
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/vnd.schemaregistry.v1+json"));
    }

    private static void assertError(HttpResponse<String> response, int status, int code) throws Exception {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(JSON.readTree(response.body()).get("error_code").asInt()).isEqualTo(code);
        assertThat(JSON.readTree(response.body()).get("message").asText()).isNotBlank();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, Schema schema) throws Exception {
        String body = JSON.writeValueAsString(Map.of("schema", schema.toString()));
        return http.send(request(path).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + SERVER.port() + path));
    }
}
