package dev.reprise.gateway.camunda8;

import dev.reprise.gateway.http.Later;
import dev.reprise.query.FoundIncident;
import dev.reprise.query.IncidentFilter;
import dev.reprise.query.IncidentQueries;
import dev.reprise.query.Matches;
import dev.reprise.query.ReadAfter;
import dev.reprise.query.access.Needs;
import dev.reprise.query.access.Visible;
import dev.reprise.query.http.Routes;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Reading incidents: what is open as it is at this moment, what is resolved as soon as the read model has it. */
final class IncidentRoutes {
    private final Visible<IncidentQueries> incidents;

    IncidentRoutes(Visible<IncidentQueries> incidents) {
        this.incidents = incidents;
    }

    void register(Routes routes) {
        routes.needing(Needs.READ)
                .post("/v2/incidents/search", "Camunda 8: search incidents.", this::search)
                .get("/v2/incidents/{incidentKey}", "Camunda 8: the newest incident of a job.", this::incident);
    }

    private void search(Context ctx) {
        SearchRequest<IncidentView> request = SearchRequest.of(ctx, IncidentProperties.ALL, IncidentProperties.KEY);
        SearchAnswer<FoundIncident, IncidentView> answer = new SearchAnswer<>(request, IncidentView::new);
        CompletableFuture<Matches<FoundIncident>> found = Reads.of(incidents
                .to(ctx)
                .search(filter(request), answer.selection(), ReadAfter.NOTHING)
                .thenApply(Matches::orTooMuch));
        Later.answer(ctx, found, matches -> ctx.json(answer.json(matches, IncidentResultJson::of)));
    }

    private static IncidentFilter filter(SearchRequest<IncidentView> request) {
        return IncidentFilter.ALL
                .withKeys(request.onlyJobKeys(
                                IncidentProperties.KEY, "jobKey", "processInstanceKey", "elementInstanceKey")
                        .orElse(null))
                .withTenantIds(request.onlyTexts("tenantId").orElse(null))
                .withOpen(request.onlyTexts("state").map(IncidentRoutes::open).orElse(null));
    }

    /** Whether only open ones, or only resolved ones, can be in one of these states. */
    private static @org.jspecify.annotations.Nullable Boolean open(Set<String> states) {
        boolean active = states.contains("ACTIVE");
        return active == states.contains("RESOLVED") ? null : (Boolean) active;
    }

    private void incident(Context ctx) {
        long key = Key.inPath(ctx, ResolveRoute.INCIDENT_KEY);
        CompletableFuture<Optional<FoundIncident>> read = key < 1
                ? CompletableFuture.completedFuture(Optional.empty())
                : Reads.of(incidents.to(ctx).incident(key, ReadAfter.NOTHING));
        Later.answer(
                ctx,
                read,
                found -> ctx.json(IncidentResultJson.of(new IncidentView(
                        found.orElseThrow(() -> RestProblem.notFound("Incident with key '%d' not found".formatted(key))
                                .asException())))));
    }
}
