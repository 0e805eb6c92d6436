package dev.reprise.gateway.nativeapi;

import dev.reprise.gateway.Gateway;
import dev.reprise.gateway.policies.PolicyLog;
import dev.reprise.gateway.policies.RetryPolicies;
import dev.reprise.query.http.Routes;
import dev.reprise.schemas.JobKeyMinter;
import dev.reprise.schemas.RecordSerdes;
import io.javalin.config.RoutesConfig;
import java.time.Duration;
import java.time.InstantSource;

/** The native HTTP API for writing. Its reading half is in the query module. */
public final class NativeApi {
    private static final Duration POLICY_SEEN_WITHIN = Duration.ofSeconds(5);

    private final JobRoutes jobs;
    private final ActivationRoute activation;
    private final PolicyRoutes policies;

    /**
     * The API on a gateway.
     *
     * @param minter makes the keys of jobs whose creator gives none
     * @param policies the retry policies that this node goes by
     */
    public NativeApi(
            Gateway gateway, RecordSerdes serdes, JobKeyMinter minter, RetryPolicies policies, InstantSource clock) {
        this.jobs = new JobRoutes(gateway.commands(), minter);
        this.activation = new ActivationRoute(gateway.activations());
        this.policies = new PolicyRoutes(
                new PolicyLog(gateway.writer(), serdes, policies, POLICY_SEEN_WITHIN), policies, clock);
    }

    public void register(RoutesConfig config) {
        Routes routes = Routes.in(config);
        jobs.register(routes);
        activation.register(routes);
        policies.register(routes);
    }
}
