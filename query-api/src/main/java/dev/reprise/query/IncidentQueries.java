package dev.reprise.query;

import dev.reprise.query.access.Tenants;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The newest incident of each job, open or closed, for as long as there is the job: a job that has another incident has no longer the
 * one before. What is open is as the engine has it at this moment. What is closed comes from the read model, which follows the engine
 * within some 100 ms; a read of one job waits for it, and so does a search where it sees that the read model lacks something, or
 * that is given a position. Every future can fail with a 503 problem, as those of {@link JobQueries}.
 */
public interface IncidentQueries {
    /** The newest incident of the job; empty if there is no such job, or it has had none. */
    CompletableFuture<Optional<FoundIncident>> incident(long jobKey, ReadAfter after);

    /** All incidents of a kind, of which a window is shown; bounded like {@link JobQueries#search}. */
    CompletableFuture<Matches<FoundIncident>> search(
            IncidentFilter filter, Selection<FoundIncident> selection, ReadAfter after);

    /** The same, with the incidents of these tenants and no others. */
    default IncidentQueries within(Tenants tenants) {
        return tenants.all() ? this : new TenantIncidents(this, tenants);
    }
}
