package dev.reprise.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenApiTest {
    /** Tags of the operations that this module serves; others hold their own against the description. */
    private static final Set<String> TAGS = Set.of("jobs", "incidents", "stats");

    private final OpenApiContract contract = new OpenApiContract();
    private final ReadCluster cluster = new ReadCluster(1, 1);

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void everyRouteIsDescribedAndEveryReadIsThere() {
        Set<String> routes = new TreeSet<>();
        JsonNode index = cluster.json("/");
        index.get("endpoints")
                .forEach(endpoint -> routes.add(endpoint.get("method").textValue() + " "
                        + endpoint.get("path").textValue()));

        assertThat(contract.operations()).containsAll(routes);
        assertThat(routes).containsAll(reads());
        assertThat(routes).contains("GET /", "GET /openapi.yaml", "GET /v1/jobs/{jobKey}/history");
    }

    @Test
    void summariesAreTheSameInTheIndex() {
        cluster.json("/").get("endpoints").forEach(endpoint -> {
            JsonNode operation = contract.document()
                    .path("paths")
                    .path(endpoint.get("path").textValue())
                    .path("get");
            assertThat(endpoint.get("summary")).isEqualTo(operation.get("summary"));
        });
    }

    @Test
    void describesItself() {
        HttpResponse<String> answer = cluster.get("/openapi.yaml");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).startsWith("openapi: 3.1");
        List<String> ids = contract.document().path("paths").findValuesAsText("operationId");
        assertThat(ids).doesNotHaveDuplicates().hasSameSizeAs(contract.operations());
    }

    @Test
    void refersOnlyToWhatIsThere() {
        contract.document()
                .findValuesAsText("$ref")
                .forEach(ref -> assertThat(
                                contract.document().at(ref.substring(1)).isMissingNode())
                        .as(ref)
                        .isFalse());
    }

    @Test
    void listsItselfAsTextForPeople() {
        HttpResponse<String> answer = cluster.get("/", "Accept", "text/html,application/xhtml+xml,*/*;q=0.8");

        assertThat(answer.body()).contains("/v1/incidents/{jobKey}").contains("The open incident of a job.");
    }

    private Set<String> reads() {
        Set<String> reads = new TreeSet<>();
        contract.document().path("paths").properties().forEach(path -> {
            JsonNode get = path.getValue().path("get");
            if (TAGS.contains(get.path("tags").path(0).asText())) {
                reads.add("GET " + path.getKey());
            }
        });
        return reads;
    }
}
