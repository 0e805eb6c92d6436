package dev.reprise.node.access;

import static dev.reprise.node.access.GuardedNode.basic;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reprise.node.access.GuardedNode.Answer;
import dev.reprise.node.access.GuardedNode.Caller;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jose4j.jwk.RsaJsonWebKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Every route of a running node, asked by those who may and those who may not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class AccessIT {
    private static final List<String> OPEN =
            List.of("GET /", "GET /openapi.yaml", "GET /health/live", "GET /health/ready", "GET /v2/status");

    private final RsaJsonWebKey provider = TestTokens.key("k1");
    private GuardedNode node;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        node = GuardedNode.start(folder, provider);
    }

    @AfterAll
    void stop() {
        node.close();
    }

    /** {@code METHOD /path} of every route that the index shows, and those between nodes; a key that is no job's for each parameter. */
    private List<String> routes() {
        List<String> routes = new ArrayList<>(List.of(
                "GET /internal/v1/jobs/1",
                "POST /internal/v1/jobs/pages",
                "GET /internal/v1/history/1",
                "GET /internal/v1/due",
                "GET /internal/v1/counts",
                "POST /internal/v1/incidents/newest",
                "POST /internal/v1/incidents/pages",
                "POST /internal/v1/events/one",
                "POST /internal/v1/events/pages"));
        node.saying()
                .get("/")
                .expect(200)
                .get("endpoints")
                .forEach(route -> routes.add(route.get("method").textValue() + " "
                        + route.get("path").textValue().replaceAll("\\{[^}]+}", "1")));
        assertThat(routes).hasSizeGreaterThan(120);
        return routes;
    }

    private static Answer ask(Caller caller, String route) {
        int space = route.indexOf(' ');
        return caller.send(route.substring(0, space), route.substring(space + 1), "");
    }

    @Test
    void nobodyGetsInWithoutSayingWhoTheyAre() {
        for (String route : routes()) {
            Answer answer = ask(node.saying(), route);
            if (OPEN.contains(route)) {
                assertThat(answer.status()).as(route).isLessThan(300);
            } else if (route.contains("/internal/")) {
                assertThat(answer.status()).as(route).isEqualTo(403);
            } else {
                assertThat(answer.status()).as(route).isEqualTo(401);
                assertThat(answer.header("WWW-Authenticate")).as(route).contains("Basic realm", "Bearer realm");
            }
        }
    }

    /** What a role opens is written down here, route by route: a new route, or another need, has to be put in. */
    @Test
    void everyRouteOpensToItsRolesAndNoOther() throws IOException {
        Map<String, Caller> callers = new TreeMap<>(Map.of(
                "read", node.with(GuardedNode.READER),
                "work", node.with(GuardedNode.WORKER),
                "operate", node.with(GuardedNode.OPERATOR),
                "every tenant", node.with(GuardedNode.BOSS)));
        List<String> found = new ArrayList<>();
        for (String route : routes()) {
            if (OPEN.contains(route) || route.startsWith("DELETE /v1/retry-policies")) {
                continue; // the last is asked below
            }
            List<String> may = new ArrayList<>();
            callers.forEach((role, caller) -> {
                if (ask(caller, route).status() != 403) {
                    may.add(role);
                }
            });
            found.add(route + ": " + String.join(", ", may));
        }
        Path table = Path.of("src/test/resources/access/roles.txt");
        if (Boolean.getBoolean("reprise.goldens.write")) {
            Files.createDirectories(table.getParent());
            Files.write(table, found.stream().sorted().toList());
        }
        assertThat(found).containsExactlyInAnyOrderElementsOf(Files.readAllLines(table));
        assertThat(ask(node.with(GuardedNode.OPERATOR), "DELETE /v1/retry-policies/1")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void keysPasswordsAndTokensAreAllTaken() {
        assertThat(node.saying("X-API-Key", GuardedNode.READER).get("/v1/jobs").status())
                .isEqualTo(200);
        assertThat(node.saying("Authorization", "bearer " + GuardedNode.READER)
                        .get("/v1/jobs")
                        .status())
                .isEqualTo(200);
        assertThat(node.saying("Authorization", basic("demo", GuardedNode.PASSWORD))
                        .get("/v1/jobs")
                        .status())
                .isEqualTo(200);
        assertThat(node.saying("Authorization", basic("reader", GuardedNode.READER))
                        .get("/v1/jobs")
                        .status())
                .isEqualTo(200);
        String token = TestTokens.signed(provider, TestTokens.claims("ann", List.of("reprise:read"), List.of("acme")));
        assertThat(node.with(token).get("/v1/jobs").status()).isEqualTo(200);
        assertThat(node.with(token).post("/v1/jobs", "{'type':'t'}").status()).isEqualTo(403);
    }

    @Test
    void whatIsNotRightIsRefused() {
        List<Caller> callers = List.of(
                node.with("key-of-nobody"),
                node.with(GuardedNode.READER + "x"),
                node.with(GuardedNode.EXPIRED),
                node.saying("Authorization", basic("demo", "wrong")),
                node.saying("Authorization", basic("nobody", GuardedNode.PASSWORD)),
                node.saying("Authorization", basic("worker", GuardedNode.READER)),
                node.saying("Authorization", "Basic !!!"),
                node.saying("Authorization", "Bearer"),
                node.saying("Authorization", "Digest a=b"),
                node.saying("Authorization", "Reprise-Node " + GuardedNode.BOSS),
                node.with(TestTokens.signed(
                        TestTokens.key("k1"), TestTokens.claims("eve", List.of("read"), List.of("*")))));
        for (Caller caller : callers) {
            Answer answer = caller.get("/v1/jobs");
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.response().body()).doesNotContain(GuardedNode.READER, "wrong");
        }
    }

    @Test
    void eachApiRefusesInItsOwnWords() {
        JsonNode camunda7 = node.saying().get("/engine-rest/external-task").expect(401);
        assertThat(camunda7.get("type").textValue()).isEqualTo("NotAuthorizedException");
        assertThat(node.with(GuardedNode.WORKER)
                        .get("/engine-rest/external-task")
                        .expect(403)
                        .get("type")
                        .textValue())
                .isEqualTo("AuthorizationException");
        JsonNode camunda8 = node.saying().post("/v2/jobs/search", "{}").expect(401);
        assertThat(camunda8.get("title").textValue()).isEqualTo("Unauthorized");
        assertThat(camunda8.get("instance").textValue()).isEqualTo("/v2/jobs/search");
        JsonNode eight =
                node.with(GuardedNode.WORKER).post("/v2/jobs/search", "{}").expect(403);
        assertThat(eight.get("title").textValue()).isEqualTo("FORBIDDEN");
        JsonNode registry = node.saying().get("/subjects").expect(401);
        assertThat(registry.get("error_code").intValue()).isEqualTo(40101);
        JsonNode ours = node.saying().get("/v1/jobs").expect(401);
        assertThat(ours.get("type").textValue()).isEqualTo("urn:reprise:problem:unauthenticated");
    }

    @Test
    void theFileOfKeysCountsAsItIsNow() throws IOException {
        String key = "key-of-somebody-new-0123456789abcdef";
        assertThat(node.with(key).get("/v1/jobs").status()).isEqualTo(401);
        String before = Files.readString(node.keys());
        Files.writeString(node.keys(), before + GuardedNode.entry("new", key, "read", "*"));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> node.with(key).get("/v1/jobs").status() == 200);
        Files.writeString(node.keys(), "this is no line of keys");
        Files.setLastModifiedTime(node.keys(), java.nio.file.attribute.FileTime.fromMillis(1_000));
        await().during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(20))
                .until(() -> node.with(key).get("/v1/jobs").status() == 200);
        Files.writeString(node.keys(), before);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> node.with(key).get("/v1/jobs").status() == 401);
    }

    @Test
    void aPageOfAnotherSiteCannotGiveOrders() {
        Caller page = node.saying("Authorization", basic("demo", GuardedNode.PASSWORD), "Sec-Fetch-Site", "cross-site");
        assertThat(page.post("/v1/jobs", "{'type':'t'}").status()).isEqualTo(403);
        assertThat(page.get("/v1/jobs").status()).isEqualTo(200); // without CORS it cannot read the answer
        Answer answer = page.get("/v1/jobs");
        assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
    }

    @Test
    void refusalsAreCounted() {
        node.saying().get("/v1/jobs").expect(401);
        String metrics = node.with(GuardedNode.BOSS).get("/metrics").response().body();
        assertThat(metrics).containsPattern("reprise_http_refused_total\\{why=\"nothing\"} [1-9]");
    }
}
