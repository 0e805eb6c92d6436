package dev.reprise.query.incidents;

import dev.reprise.event.IncidentCreated;
import dev.reprise.query.IncidentFilter;
import dev.reprise.query.QuerySettings;
import dev.reprise.query.partition.Waiting;
import dev.reprise.query.readmodel.CatchUp;
import dev.reprise.query.readmodel.JobMark;
import dev.reprise.query.readmodel.NewestIncident;
import dev.reprise.query.readmodel.ReadModelStores;
import dev.reprise.query.search.ReadBudget;
import dev.reprise.schemas.JobKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Newest incidents by the read model's partitions that are on this node. */
final class LocalIncidents {
    /** Most of a page: more would be held up by the engine's pages anyway. */
    private static final int MOST = 1_000;

    private static final int ROW_BYTES = 512;

    private final ReadModelStores stores;
    private final int partitions;
    private final QuerySettings settings;
    private final CatchUp catchUp;

    LocalIncidents(ReadModelStores stores, int partitions, QuerySettings settings, Waiting waiting) {
        this.stores = stores;
        this.partitions = partitions;
        this.settings = settings;
        this.catchUp = new CatchUp(waiting);
    }

    /** The newest incident of the job, once the read model has reached it. */
    CompletableFuture<Optional<NewestIncident>> incident(JobMark job, Duration longest) {
        stores.requireRunning();
        int number = JobKeys.partitionFor(job.jobKey(), partitions);
        return catchUp.with(stores.partition(number), job, longest)
                .thenApply(partition -> partition.incident(job.jobKey()));
    }

    ModelPage page(int number, ModelPage.Request request) {
        stores.requireRunning();
        if (request.afterKey() == Long.MAX_VALUE) {
            return new ModelPage(List.of(), null);
        }
        Page page = new Page(request.filter());
        boolean ended = stores.partition(number).incidents(request.afterKey() + 1, page::take);
        return new ModelPage(page.found, ended ? null : page.last);
    }

    private final class Page {
        private final IncidentFilter filter;
        private final ReadBudget budget = ReadBudget.of(settings);
        private final List<NewestIncident> found = new ArrayList<>();
        private @Nullable Long last;

        private Page(IncidentFilter filter) {
            this.filter = filter;
        }

        private boolean take(NewestIncident incident) {
            last = incident.jobKey();
            IncidentCreated raised = incident.raised();
            boolean more = budget.look();
            if (isIn(filter.types(), raised.getJobType()) && isIn(filter.tenantIds(), raised.getTenantId())) {
                found.add(incident);
                more &= budget.show(ROW_BYTES + raised.getErrorMessage().length());
            }
            return more && found.size() < MOST;
        }

        private static boolean isIn(@Nullable Set<String> wanted, String value) {
            return wanted == null || wanted.contains(value);
        }
    }
}
