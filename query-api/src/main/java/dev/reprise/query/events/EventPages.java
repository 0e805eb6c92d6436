package dev.reprise.query.events;

import dev.reprise.query.EventFilter;
import dev.reprise.query.FoundEvent;
import dev.reprise.query.readmodel.JobMark;
import dev.reprise.query.search.EntryPage;
import dev.reprise.query.search.Mark;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Pages of events of one partition. */
interface EventPages {
    /**
     * What a page is asked for.
     *
     * @param after where the one before has ended
     * @param job the one job that is meant, and how far the read model must have got with it; null for all jobs
     * @param waitMillis longest wait for that
     */
    record Request(EventFilter filter, Mark after, @Nullable JobMark job, long waitMillis) {}

    CompletableFuture<EntryPage<FoundEvent>> page(int partition, Request request);
}
