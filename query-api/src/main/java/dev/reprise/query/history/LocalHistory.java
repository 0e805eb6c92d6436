package dev.reprise.query.history;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reprise.query.FoundJob;
import dev.reprise.query.JobQueries;
import dev.reprise.query.QuerySettings;
import dev.reprise.query.ReadAfter;
import dev.reprise.query.jobs.JobRoutes;
import dev.reprise.query.partition.Waiting;
import dev.reprise.query.readmodel.CatchUp;
import dev.reprise.query.readmodel.HistorySlice;
import dev.reprise.query.readmodel.JobMark;
import dev.reprise.query.readmodel.ReadModelPartition;
import dev.reprise.query.readmodel.ReadModelStores;
import dev.reprise.schemas.JobKeys;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Histories of the partitions that are on this node. The read model follows the engine at some distance: a history that has to be as
 * new as a position is waited for until the read model has the event that the engine's state of the job ends with. A job that the
 * engine has and the read model has not is waited for, too, and is never "not found".
 */
final class LocalHistory {
    private final ReadModelStores stores;
    private final int partitions;
    private final JobQueries jobs;
    private final CatchUp catchUp;
    private final QuerySettings settings;

    LocalHistory(ReadModelStores stores, int partitions, JobQueries jobs, Waiting waiting, QuerySettings settings) {
        this.stores = stores;
        this.partitions = partitions;
        this.jobs = jobs;
        this.catchUp = new CatchUp(waiting);
        this.settings = settings;
    }

    CompletableFuture<HistoryPage> page(long jobKey, long afterSequence, int limit, ReadAfter after) {
        stores.requireRunning();
        ReadModelPartition partition = stores.partition(JobKeys.partitionFor(jobKey, partitions));
        if (after.position() == null && partition.head(jobKey).isPresent()) {
            return CompletableFuture.completedFuture(read(partition, jobKey, afterSequence, limit));
        }
        return jobs.job(jobKey, Set.of(), after)
                .thenCompose(
                        found -> catchUp.with(partition, JobMark.of(jobKey, found.map(FoundJob::job)), after.longest()))
                .thenApply(reached -> read(partition, jobKey, afterSequence, limit));
    }

    private HistoryPage read(ReadModelPartition partition, long jobKey, long afterSequence, int limit) {
        HistorySlice slice = partition.history(jobKey, afterSequence, limit, settings.pageBytes());
        if (partition.head(jobKey).isEmpty()) {
            throw JobRoutes.notFound(jobKey); // purged, perhaps in the middle of reading
        }
        List<JsonNode> events =
                slice.events().stream().<JsonNode>map(EventJson::of).toList();
        return new HistoryPage(events, slice.more());
    }
}
