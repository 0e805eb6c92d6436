package dev.reprise.node.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.reprise.node.access.GuardedNode.Caller;
import io.camunda.client.CamundaClient;
import io.camunda.client.CamundaClientBuilder;
import io.camunda.client.api.command.ClientHttpException;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.impl.basicauth.BasicAuthCredentialsProviderBuilder;
import io.camunda.client.impl.oauth.OAuthCredentialsProviderBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.camunda.bpm.client.ExternalTaskClient;
import org.camunda.bpm.client.interceptor.auth.BasicAuthProvider;
import org.camunda.bpm.client.task.ExternalTask;
import org.jose4j.jwk.RsaJsonWebKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The vendors' clients, unmodified, with the means that they have to say who they are. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class ClientsIT {
    private final RsaJsonWebKey provider = TestTokens.key("k1");
    private GuardedNode node;

    @TempDir
    private Path cache;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        node = GuardedNode.start(folder, provider);
    }

    @AfterAll
    void stop() {
        node.close();
    }

    private CamundaClientBuilder camunda8() {
        return CamundaClient.newClientBuilder()
                .restAddress(URI.create(node.url()))
                .applyEnvironmentVariableOverrides(false)
                .defaultRequestTimeout(Duration.ofSeconds(60));
    }

    private void leadsAJobToItsEnd(CamundaClient client, String type) {
        String key = node.with(GuardedNode.BOSS).create(type, "acme");
        List<ActivatedJob> jobs = client.newActivateJobsCommand()
                .jobType(type)
                .maxJobsToActivate(1)
                .tenantIds("acme")
                .send()
                .join()
                .getJobs();
        assertThat(jobs).hasSize(1);
        client.newFailCommand(jobs.get(0)).retries(1).send().join();
        ActivatedJob again = client.newActivateJobsCommand()
                .jobType(type)
                .maxJobsToActivate(1)
                .tenantIds("acme")
                .send()
                .join()
                .getJobs()
                .get(0);
        client.newCompleteCommand(again).send().join();
        assertThat(node.with(GuardedNode.READER)
                        .get("/v1/jobs/" + key)
                        .expect(200)
                        .get("state")
                        .textValue())
                .isEqualTo("COMPLETED");
    }

    @Test
    void camunda8WithAPassword() {
        try (CamundaClient client = camunda8()
                .credentialsProvider(new BasicAuthCredentialsProviderBuilder()
                        .applyEnvironmentOverrides(false)
                        .username("demo")
                        .password(GuardedNode.PASSWORD)
                        .build())
                .build()) {
            assertThat(client.newTopologyRequest().send().join().getPartitionsCount())
                    .isEqualTo(2);
            leadsAJobToItsEnd(client, "with-password");
        }
    }

    @Test
    void camunda8WithATokenOfAnIdentityProvider() throws IOException {
        String token = TestTokens.signed(provider, TestTokens.claims("app", List.of("work", "read"), List.of("acme")));
        HttpServer idp = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        idp.createContext("/token", exchange -> {
            byte[] answer = "{\"access_token\":\"%s\",\"token_type\":\"bearer\",\"expires_in\":300,\"scope\":\"s\"}"
                    .formatted(token)
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        idp.start();
        try (CamundaClient client = camunda8()
                .credentialsProvider(new OAuthCredentialsProviderBuilder()
                        .applyEnvironmentOverrides(false)
                        .authorizationServerUrl(
                                "http://127.0.0.1:" + idp.getAddress().getPort() + "/token")
                        .audience(TestTokens.AUDIENCE)
                        .clientId("app")
                        .clientSecret("secret")
                        .credentialsCachePath(cache.resolve("credentials").toString())
                        .build())
                .build()) {
            leadsAJobToItsEnd(client, "with-token");
        } finally {
            idp.stop(0);
        }
    }

    @Test
    void camunda8WithoutEither() {
        try (CamundaClient client = camunda8().build()) {
            assertThatThrownBy(() -> client.newTopologyRequest().send().join())
                    .isInstanceOfSatisfying(
                            ClientHttpException.class, e -> assertThat(e.code()).isEqualTo(401));
        }
    }

    @Test
    void camunda7WithAPassword() throws InterruptedException {
        Caller boss = node.with(GuardedNode.BOSS);
        String key = boss.create("seven", "acme");
        LinkedBlockingQueue<ExternalTask> done = new LinkedBlockingQueue<>();
        ExternalTaskClient client = ExternalTaskClient.create()
                .baseUrl(node.url() + "/engine-rest")
                .addInterceptor(new BasicAuthProvider("demo", GuardedNode.PASSWORD))
                .workerId("java")
                .asyncResponseTimeout(1_000)
                .disableBackoffStrategy()
                .build();
        try {
            client.subscribe("seven")
                    .lockDuration(60_000)
                    .handler((task, service) -> {
                        service.complete(task);
                        done.add(task);
                    })
                    .open();
            ExternalTask task = done.poll(60, TimeUnit.SECONDS);
            assertThat(task).isNotNull();
            assertThat(task.getId()).isEqualTo(key);
        } finally {
            client.stop();
        }
        assertThat(boss.get("/v1/jobs/" + key).expect(200).get("state").textValue())
                .isEqualTo("COMPLETED");
    }
}
