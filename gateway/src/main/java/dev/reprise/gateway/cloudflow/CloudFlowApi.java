package dev.reprise.gateway.cloudflow;

import dev.reprise.gateway.commands.CommandGateway;
import dev.reprise.gateway.credentials.Access;
import dev.reprise.query.JobQueries;
import dev.reprise.query.http.ErrorForm;
import dev.reprise.schemas.TaskTokens;
import io.javalin.config.RoutesConfig;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Alibaba Cloud CloudFlow's API (formerly Serverless Workflow, "fnf", version 2019-03-15) for those who report on tasks, on {@code /} and
 * under any prefix that no other API has.
 */
public final class CloudFlowApi {
    private final FlowRoute route;

    /**
     * The API on a gateway.
     *
     * @param jobs where jobs are read
     * @param tokens checks task tokens; empty refuses them all, for none were given out
     * @param access who may call
     */
    public CloudFlowApi(
            CommandGateway commands,
            JobQueries jobs,
            Optional<TaskTokens> tokens,
            Access access,
            CloudFlowSettings settings,
            InstantSource clock) {
        RateLimit rate = new RateLimit(settings.callsPerSecond(), settings.burst(), System::nanoTime);
        route = new FlowRoute(new Admission(access, rate, clock), new TaskReports(commands, jobs, tokens));
    }

    public void register(RoutesConfig routes) {
        route.register(routes);
    }

    /** How it tells of errors. */
    public ErrorForm errorForm() {
        return new FlowErrors();
    }
}
