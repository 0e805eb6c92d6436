package dev.reprise.node.camunda8.clients;

import io.camunda.client.CamundaClient;
import java.net.URI;
import java.time.Duration;

/** Camunda's Java client, set up as anyone would: by the address alone. */
final class JavaClients {
    /** For machines that are ten times slower than ours. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private JavaClients() {}

    static CamundaClient at(String url) {
        return at(url, 1);
    }

    /** With so many threads for the handlers of its workers. */
    static CamundaClient at(String url, int threads) {
        return CamundaClient.newClientBuilder()
                .restAddress(URI.create(url))
                // What is set on this machine must not point it elsewhere.
                .applyEnvironmentVariableOverrides(false)
                .defaultRequestTimeout(PATIENCE)
                .numJobWorkerExecutionThreads(threads)
                .build();
    }
}
