package dev.reprise.node;

import dev.reprise.node.access.AccessSettings;
import dev.reprise.node.access.ClusterSecret;
import dev.reprise.node.config.Mode;
import dev.reprise.node.config.NodeConfig;
import dev.reprise.node.config.NodeOptions;
import dev.reprise.node.tls.Tls;
import dev.reprise.node.tls.TlsSettings;
import dev.reprise.processor.metrics.Metrics;
import dev.reprise.query.access.Gate;
import dev.reprise.query.partition.PeerLink;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may call this node over HTTP, and how it calls others.
 *
 * @param tls null for HTTP in the clear
 */
record Security(Gate gate, @Nullable Tls tls, ClusterSecret secret) implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Security.class);

    /**
     * As configured.
     *
     * @throws RuntimeException with a sentence for people if that cannot be
     */
    static Security of(NodeConfig config, Metrics metrics) {
        boolean authenticates = config.authenticates();
        ClusterSecret secret = ClusterSecret.of(config.secret(NodeOptions.CLUSTER_SECRET));
        if (authenticates && config.mode() == Mode.CLUSTER && !secret.exists()) {
            throw new NodeStartException(
                    "Expected a --cluster-secret, by which the nodes of a cluster know each other where"
                            + " callers have to say who they are, but there is none");
        }
        Gate gate = AccessSettings.of(config).gate(authenticates, secret, metrics);
        Tls tls = tls(config);
        if (authenticates && tls == null && !config.onlyThisMachineCanCall()) {
            LOG.warn(
                    "Keys and passwords come over HTTP in the clear: --tls-certificate, or a proxy that speaks TLS, protects them");
        }
        return new Security(gate, tls, secret);
    }

    private static @Nullable Tls tls(NodeConfig config) {
        Path certificate = path(config, NodeOptions.TLS_CERTIFICATE);
        Path keyStore = path(config, NodeOptions.TLS_KEYSTORE);
        Path key = path(config, NodeOptions.TLS_KEY);
        if (certificate != null && keyStore != null) {
            throw new NodeStartException("Expected one of --tls-certificate and --tls-keystore, but there are both");
        }
        if ((certificate == null) != (key == null)) {
            throw new NodeStartException("Expected --tls-certificate and --tls-key, but one of them is missing");
        }
        if (certificate == null && keyStore == null) {
            if (path(config, NodeOptions.TLS_CLIENT_CA) != null) {
                throw new NodeStartException(
                        "Expected --tls-certificate or --tls-keystore with --tls-client-ca, but there is neither");
            }
            return null;
        }
        return new Tls(new TlsSettings(
                certificate,
                key,
                keyStore,
                config.secret(NodeOptions.TLS_PASSWORD).orElse(""),
                path(config, NodeOptions.TLS_CLIENT_CA),
                path(config, NodeOptions.TLS_TRUST)));
    }

    private static @Nullable Path path(NodeConfig config, String option) {
        Optional<String> text = config.optionalText(option);
        return text.map(Path::of).orElse(null);
    }

    /** How this node talks to others. */
    PeerLink link() {
        return new PeerLink(secret.headers(), tls == null ? null : tls::client);
    }

    @Override
    public void close() {
        if (tls != null) {
            tls.close();
        }
    }
}
