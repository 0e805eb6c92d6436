package dev.reprise.query;

import dev.reprise.processor.engine.apply.EventHeader;
import dev.reprise.query.access.Tenants;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What happened to the jobs of some tenants. */
record TenantEvents(EventQueries all, Tenants tenants) implements EventQueries {
    @Override
    public CompletableFuture<Optional<FoundEvent>> event(long jobKey, long sequence, ReadAfter after) {
        return all.event(jobKey, sequence, after)
                .thenApply(found -> found.filter(event -> tenants.include(EventHeader.tenantId(event.event()))));
    }

    @Override
    public CompletableFuture<Matches<FoundEvent>> search(
            EventFilter filter, Selection<FoundEvent> selection, ReadAfter after) {
        return all.search(filter.withTenantIds(tenants.narrow(filter.tenantIds())), selection, after);
    }
}
