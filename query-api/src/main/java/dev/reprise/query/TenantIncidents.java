package dev.reprise.query;

import dev.reprise.query.access.Tenants;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The incidents of some tenants. */
record TenantIncidents(IncidentQueries all, Tenants tenants) implements IncidentQueries {
    @Override
    public CompletableFuture<Optional<FoundIncident>> incident(long jobKey, ReadAfter after) {
        return all.incident(jobKey, after)
                .thenApply(found -> found.filter(incident -> tenants.include(incident.tenantId())));
    }

    @Override
    public CompletableFuture<Matches<FoundIncident>> search(
            IncidentFilter filter, Selection<FoundIncident> selection, ReadAfter after) {
        return all.search(filter.withTenantIds(tenants.narrow(filter.tenantIds())), selection, after);
    }
}
