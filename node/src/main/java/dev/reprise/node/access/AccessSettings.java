package dev.reprise.node.access;

import dev.reprise.node.config.NodeConfig;
import dev.reprise.node.config.NodeOptions;
import dev.reprise.processor.metrics.Metrics;
import dev.reprise.query.access.Gate;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the configuration says of callers. */
public final class AccessSettings {
    private static final Logger log = LoggerFactory.getLogger(AccessSettings.class);

    private final Optional<Path> keys;
    private final Optional<TokenSettings> tokens;

    private AccessSettings(Optional<Path> keys, Optional<TokenSettings> tokens) {
        this.keys = keys;
        this.tokens = tokens;
    }

    /**
     * As configured.
     *
     * @throws InvalidAccessException if something is missing
     */
    public static AccessSettings of(NodeConfig config) {
        return new AccessSettings(
                config.optionalText(NodeOptions.API_KEYS_FILE).map(Path::of),
                config.optionalText(NodeOptions.OIDC_JWKS).map(jwks -> tokens(config, jwks)));
    }

    private static TokenSettings tokens(NodeConfig config, String jwks) {
        return new TokenSettings(
                jwks,
                required(config, NodeOptions.OIDC_ISSUER),
                required(config, NodeOptions.OIDC_AUDIENCE),
                config.text(NodeOptions.OIDC_ROLES_CLAIM),
                config.text(NodeOptions.OIDC_TENANTS_CLAIM),
                config.millis(NodeOptions.OIDC_CLOCK_SKEW_MS));
    }

    private static String required(NodeConfig config, String option) {
        return config.optionalText(option)
                .orElseThrow(() -> new InvalidAccessException("Expected --" + option
                        + " with --oidc-jwks, or tokens of anybody, for anything, would count; but there is none"));
    }

    /**
     * What stands before all routes.
     *
     * @param authenticates false lets everybody do everything, but for what only nodes may if the cluster has a secret
     * @throws InvalidAccessException if a file cannot be used
     */
    public Gate gate(boolean authenticates, ClusterSecret secret, Metrics metrics) {
        Refusals refusals = new Refusals(metrics, System::nanoTime);
        PeerGate peers = new PeerGate(secret, !authenticates, refusals);
        if (!authenticates) {
            return peers;
        }
        Keys known = keys.map(path -> new Keys(path, Clock.systemUTC())).orElse(null);
        Tokens provider =
                tokens.map(settings -> new Tokens(settings, Clock.systemUTC())).orElse(null);
        log.info(
                "Callers have to say who they are: {} keys and users{}",
                known == null ? 0 : known.count(),
                tokens.map(settings -> ", and tokens of " + settings.issuer()).orElse(""));
        return new Authentication(known, provider, peers, refusals);
    }
}
