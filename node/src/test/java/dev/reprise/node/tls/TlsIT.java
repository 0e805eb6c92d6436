package dev.reprise.node.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.reprise.node.Node;
import dev.reprise.node.config.ConfigSources;
import dev.reprise.node.config.Mode;
import dev.reprise.node.config.NodeConfig;
import dev.reprise.node.support.Standalone;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that speaks HTTPS: to its callers, and to other nodes. */
class TlsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path folder = Path.of("");

    @Test
    void servesHttpsAloneAndTakesNewCertificatesWhileItRuns() throws Exception {
        TestCertificate first = TestCertificate.make(folder, "first", "EC");
        TestCertificate second = TestCertificate.make(folder, "second", "RSA");
        Path certificate = folder.resolve("served.crt");
        Path key = folder.resolve("served.key");
        first.write(certificate, key);
        SSLContext trusting = first.clientTrusting(first, second);
        try (Node node = Standalone.start(
                folder.resolve("data"), "tls-certificate", certificate.toString(), "tls-key", key.toString())) {
            assertThat(node.url()).startsWith("https://127.0.0.1:");
            assertThat(get(trusting, node.url() + "/health/ready").statusCode()).isEqualTo(200);
            assertThatThrownBy(() -> get(trusting, node.url().replace("https", "http") + "/health/ready"))
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(() -> get(second.clientTrusting(second), node.url() + "/health/ready"))
                    .isInstanceOf(SSLException.class);
            assertThatThrownBy(() -> served(trusting, node, "TLSv1.1")).isInstanceOf(IOException.class);
            served(trusting, node, "TLSv1.2");
            assertThat(served(trusting, node, "TLSv1.3")).isEqualTo(first.certificate());

            aClientThatHangsUpLosesNoJob(trusting, node);

            second.write(certificate, key);
            await().atMost(PATIENCE)
                    .until(() -> served(trusting, node, "TLSv1.3").equals(second.certificate()));
            Files.writeString(certificate, "no certificate at all");
            Files.setLastModifiedTime(certificate, FileTime.fromMillis(1_000));
            await().during(Duration.ofSeconds(5))
                    .atMost(PATIENCE)
                    .until(() -> served(trusting, node, "TLSv1.3").equals(second.certificate()));
        }
    }

    private void aClientThatHangsUpLosesNoJob(SSLContext trusting, Node node) throws Exception {
        URI url = URI.create(node.url());
        String poll = "{\"type\":\"gone\",\"worker\":\"w\",\"maxJobs\":1,\"timeout\":3600000,\"requestTimeout\":60000}";
        try (SSLSocket socket = (SSLSocket) trusting.getSocketFactory().createSocket("127.0.0.1", url.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(
                    ("POST /v1/jobs/activation HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: "
                                    + poll.length() + "\r\n\r\n" + poll)
                            .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            // Beside the node's own, for batches of Camunda 7, which waits nearly all the time.
            await().atMost(PATIENCE).until(() -> waiters(trusting, node) == 2);
        }
        await().atMost(PATIENCE).until(() -> waiters(trusting, node) < 2);
        post(trusting, node.url() + "/v1/jobs", "{\"type\":\"gone\"}");
        assertThat(post(trusting, node.url() + "/v1/jobs/activation", poll).body())
                .contains("\"type\":\"gone\"");
    }

    private static double waiters(SSLContext trusting, Node node) throws Exception {
        String name = "reprise_gateway_waiters ";
        return get(trusting, node.url() + "/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void nodesOfAClusterAskEachOtherOverMutualTlsAndWithTheirSecret() throws Exception {
        TestCertificate nodes = TestCertificate.make(folder, "nodes", "EC");
        TestCertificate client = TestCertificate.make(folder, "client", "EC");
        Path authorities = folder.resolve("authorities.pem");
        Files.writeString(
                authorities, Files.readString(nodes.certificateFile()) + Files.readString(client.certificateFile()));
        Path secret = folder.resolve("secret");
        Files.writeString(secret, "the-secret-of-this-cluster\n");
        Path password = folder.resolve("password");
        Files.writeString(password, TestCertificate.PASSWORD + "\n");
        Map<String, String> options = Map.of(
                "tls-keystore",
                nodes.keyStoreFile().toString(),
                "tls-password",
                "@" + password,
                "tls-client-ca",
                authorities.toString(),
                "cluster-secret",
                "@" + secret);
        String[] flat = options.entrySet().stream()
                .flatMap(option -> List.of(option.getKey(), option.getValue()).stream())
                .toArray(String[]::new);
        SSLContext known = client.clientTrusting(nodes);
        try (Node first = Standalone.start(folder.resolve("one"), flat)) {
            for (int key = 1; key <= 20; key++) {
                post(known, first.url() + "/v1/jobs", "{\"jobKey\":\"%d\",\"type\":\"t\"}".formatted(key));
            }
            try (Node second = inCluster(first, options)) {
                second.awaitReady(PATIENCE);
                for (Node node : List.of(first, second)) {
                    await().atMost(PATIENCE).untilAsserted(() -> {
                        for (int key = 1; key <= 20; key++) {
                            assertThat(get(known, node.url() + "/v1/jobs/" + key)
                                            .statusCode())
                                    .isEqualTo(200);
                        }
                        assertThat(get(known, node.url() + "/v1/stats").statusCode())
                                .isEqualTo(200);
                    });
                }
                assertThat(get(known, first.url() + "/internal/v1/jobs/1").statusCode())
                        .isEqualTo(403);
                SSLContext stranger =
                        TestCertificate.make(folder, "stranger", "EC").clientTrusting(nodes);
                assertThatThrownBy(() -> get(stranger, first.url() + "/health/live"))
                        .isInstanceOf(IOException.class);
            }
        }
    }

    private Node inCluster(Node first, Map<String, String> options) {
        Map<String, String> flags = new HashMap<>(options);
        flags.put("http-port", "0");
        flags.put("bootstrap-servers", first.bootstrapServers());
        flags.put("data-dir", folder.resolve("two").toString());
        return Node.start(NodeConfig.read(Mode.CLUSTER, ConfigSources.ofFlags(flags)));
    }

    private static HttpResponse<String> get(SSLContext tls, String url) throws Exception {
        return HttpClient.newBuilder()
                .sslContext(tls)
                .build()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(SSLContext tls, String url, String body) throws Exception {
        return HttpClient.newBuilder()
                .sslContext(tls)
                .build()
                .send(
                        HttpRequest.newBuilder(URI.create(url))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    /** The certificate that a new connection is shown. */
    private static X509Certificate served(SSLContext tls, Node node, String protocol) throws IOException {
        int port = URI.create(node.url()).getPort();
        try (SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.setEnabledProtocols(new String[] {protocol});
            socket.startHandshake();
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }
}
