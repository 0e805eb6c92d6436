package dev.reprise.query;

import dev.reprise.query.access.Tenants;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What happened to jobs, for as long as there are the jobs: from the read model, which follows the engine within some 100 ms. A job
 * that has been ended and purged has no events any more. Every future can fail with a 503 problem, as those of {@link JobQueries}.
 */
public interface EventQueries {
    /** One event with everything in it; empty if there is no such job, or no such event of it. Sequences begin at 1. */
    CompletableFuture<Optional<FoundEvent>> event(long jobKey, long sequence, ReadAfter after);

    /**
     * All events of a kind, of which a window is shown; bounded like {@link JobQueries#search}. Events come without variables,
     * headers and error details: {@link #event} has them. If the filter names jobs, their events are as new as these jobs are in
     * the engine, which is as new as {@code after}. Otherwise the newest may be missing yet.
     */
    CompletableFuture<Matches<FoundEvent>> search(EventFilter filter, Selection<FoundEvent> selection, ReadAfter after);

    /** The same, with the events of these tenants' jobs and no others. */
    default EventQueries within(Tenants tenants) {
        return tenants.all() ? this : new TenantEvents(this, tenants);
    }
}
