package dev.reprise.node.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.reprise.node.Node;
import dev.reprise.node.support.Standalone;
import dev.reprise.query.http.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jose4j.jwk.RsaJsonWebKey;

/** A node where callers have to say who they are, and callers. */
final class GuardedNode implements AutoCloseable {
    static final String READER = "key-of-the-reader-0123456789abcdef";
    static final String WORKER = "key-of-the-worker-0123456789abcdef";
    static final String OPERATOR = "key-of-the-operator-0123456789abcdef";
    static final String BOSS = "key-of-the-boss-0123456789abcdef";
    static final String OTHERS = "key-of-the-others-0123456789abcdef";
    static final String EXPIRED = "key-of-last-year-0123456789abcdef";
    static final String PASSWORD = "correct horse battery staple";

    private final Node node;
    private final Path keys;
    private final HttpClient client = HttpClient.newHttpClient();

    private GuardedNode(Node node, Path keys) {
        this.node = node;
        this.keys = keys;
    }

    /** With the provider's public key in a file; further options as name and value in turn. */
    static GuardedNode start(Path folder, RsaJsonWebKey provider, String... more) throws IOException {
        Path keys = folder.resolve("keys");
        Files.writeString(keys, keyFile());
        Path jwks = folder.resolve("jwks.json");
        Files.writeString(jwks, TestTokens.jwks(provider));
        List<String> options = new ArrayList<>(List.of(
                "api-keys-file",
                keys.toString(),
                "oidc-jwks",
                jwks.toString(),
                "oidc-issuer",
                TestTokens.ISSUER,
                "oidc-audience",
                TestTokens.AUDIENCE,
                "oidc-tenants-claim",
                "org.tenants"));
        options.addAll(Arrays.asList(more));
        return new GuardedNode(Standalone.start(folder.resolve("data"), options.toArray(String[]::new)), keys);
    }

    private static String keyFile() {
        return entry("reader", READER, "read", "acme")
                + entry("worker", WORKER, "work", "acme")
                + entry("operator", OPERATOR, "operate", "acme")
                + entry("boss", BOSS, "read,work,operate", "*")
                + entry("others", OTHERS, "read,work,operate", "other,third")
                + entry("expired", EXPIRED, "read", "*")
                + "key.expired.expires=2026-01-01T00:00:00Z\n"
                + "user.demo.password=" + PasswordHash.of(PASSWORD).text() + "\n"
                + "user.demo.roles=read,work,operate\nuser.demo.tenants=acme\n";
    }

    static String entry(String id, String secret, String roles, String tenants) {
        return "key.%s.sha256=%s\nkey.%s.roles=%s\nkey.%s.tenants=%s\n"
                .formatted(id, Hashes.hex(Hashes.sha256(secret)), id, roles, id, tenants);
    }

    Path keys() {
        return keys;
    }

    String url() {
        return node.url();
    }

    /** Somebody with this key. */
    Caller with(String key) {
        return new Caller("Authorization", "Bearer " + key);
    }

    Caller saying(String... headers) {
        return new Caller(headers);
    }

    static String basic(String name, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(UTF_8));
    }

    @Override
    public void close() {
        node.close();
    }

    /** An answer. */
    record Answer(int status, HttpResponse<String> response) {
        JsonNode json() {
            try {
                return response.body().isEmpty()
                        ? MissingNode.getInstance()
                        : Json.mapper().readTree(response.body());
            } catch (JsonProcessingException e) {
                throw new AssertionError("Expected JSON, but got " + response.body(), e);
            }
        }

        JsonNode expect(int expected) {
            if (status != expected) {
                throw new AssertionError("Expected " + expected + " for " + response.request() + ", but got " + status
                        + " " + response.body());
            }
            return json();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    /** Somebody who calls. */
    final class Caller {
        private final String[] headers;

        private Caller(String... headers) {
            this.headers = headers;
        }

        Answer get(String path) {
            return send("GET", path, "");
        }

        /** Sends a body with single quotes in place of double ones. */
        Answer post(String path, String body) {
            return send("POST", path, body);
        }

        Answer send(String method, String path, String body) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path))
                    .timeout(Duration.ofSeconds(60))
                    .header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')));
            if (headers.length > 0) {
                request.headers(headers);
            }
            HttpResponse<String> response = client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                    .join();
            return new Answer(response.statusCode(), response);
        }

        /** A new job of a type and tenant; its key. */
        String create(String type, String tenant) {
            return post(
                            "/v1/jobs",
                            "{'type':'%s','tenantId':'%s','variables':{'of':'%s'}}".formatted(type, tenant, tenant))
                    .expect(201)
                    .get("jobKey")
                    .textValue();
        }
    }
}
