package dev.reprise.gateway.camunda8;

import dev.reprise.gateway.Gateway;
import dev.reprise.query.IncidentQueries;
import dev.reprise.query.JobQueries;
import dev.reprise.query.access.Tenants;
import dev.reprise.query.access.Visible;
import dev.reprise.query.http.ErrorForm;
import dev.reprise.query.http.Routes;
import io.javalin.config.RoutesConfig;

/**
 * The REST API of Camunda 8.9 for workers and for those who look after failed jobs: base path {@code /v2}. Unmodified clients
 * work with it; {@code docs/compatibility.md} says what is the same and what is not.
 */
public final class Camunda8Api {
    private final ActivationRoute activation;
    private final JobRoutes jobs;
    private final UpdateRoute update;
    private final JobSearchRoute jobSearch;
    private final IncidentRoutes incidents;
    private final ResolveRoute resolve;
    private final ClusterRoutes cluster;

    /** The API on a gateway, with reads of jobs and incidents wherever they live. */
    public Camunda8Api(Gateway gateway, Visible<JobQueries> queries, Visible<IncidentQueries> incidentQueries) {
        JobCommands commands = new JobCommands(gateway.commands(), new JobRejections(queries.within(Tenants.ALL)));
        activation = new ActivationRoute(gateway.activations());
        jobs = new JobRoutes(commands);
        update = new UpdateRoute(commands, queries);
        jobSearch = new JobSearchRoute(queries);
        incidents = new IncidentRoutes(incidentQueries);
        resolve = new ResolveRoute(commands);
        cluster = new ClusterRoutes(gateway);
    }

    /** How errors look below its base path, whoever finds them. */
    public ErrorForm errorForm() {
        return new RestErrors();
    }

    public void register(RoutesConfig config) {
        config.exception(RestException.class, (e, ctx) -> e.problem().write(ctx));
        config.beforeMatched(RestErrors.BASE + "/*", RestErrors::check);
        Routes routes = Routes.in(config);
        activation.register(routes);
        jobs.register(routes);
        update.register(routes);
        jobSearch.register(routes);
        incidents.register(routes);
        resolve.register(routes);
        cluster.register(routes);
    }
}
