package dev.reprise.query.events;

import dev.reprise.event.JobCreated;
import dev.reprise.processor.engine.apply.EventHeader;
import dev.reprise.query.EventFilter;
import dev.reprise.query.FoundEvent;
import dev.reprise.query.JobThen;
import dev.reprise.query.QuerySettings;
import dev.reprise.query.partition.Waiting;
import dev.reprise.query.readmodel.CatchUp;
import dev.reprise.query.readmodel.JobMark;
import dev.reprise.query.readmodel.ReadModelPartition;
import dev.reprise.query.readmodel.ReadModelStores;
import dev.reprise.query.search.EntryPage;
import dev.reprise.query.search.Mark;
import dev.reprise.query.search.ReadBudget;
import dev.reprise.schemas.JobKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Events of the read model's partitions that are on this node. */
final class LocalEvents implements EventPages {
    private static final int MOST = 1_000;

    private final ReadModelStores stores;
    private final int partitions;
    private final QuerySettings settings;
    private final CatchUp catchUp;

    LocalEvents(ReadModelStores stores, int partitions, QuerySettings settings, Waiting waiting) {
        this.stores = stores;
        this.partitions = partitions;
        this.settings = settings;
        this.catchUp = new CatchUp(waiting);
    }

    @Override
    public CompletableFuture<EntryPage<FoundEvent>> page(int number, Request request) {
        return reached(number, request.job(), request.waitMillis()).thenApply(partition -> read(partition, request));
    }

    /** One event with everything in it, once the read model has reached the job. */
    CompletableFuture<Optional<FoundEvent>> event(JobMark job, long sequence, long waitMillis) {
        int number = JobKeys.partitionFor(job.jobKey(), partitions);
        return reached(number, job, waitMillis).thenApply(partition -> {
            One one = new One(job.jobKey(), sequence);
            partition.events(job.jobKey(), one::take);
            return Optional.ofNullable(one.found);
        });
    }

    private CompletableFuture<ReadModelPartition> reached(int number, @Nullable JobMark job, long waitMillis) {
        stores.requireRunning();
        ReadModelPartition partition = stores.partition(number);
        return job == null
                ? CompletableFuture.completedFuture(partition)
                : catchUp.with(partition, job, Duration.ofMillis(waitMillis));
    }

    private EntryPage<FoundEvent> read(ReadModelPartition partition, Request request) {
        Mark after = request.after();
        JobMark job = request.job();
        if (after.jobKey() == Long.MAX_VALUE && after.sequence() == Mark.WHOLE) {
            return new EntryPage<>(List.of(), null);
        }
        Page page = new Page(request);
        long from = job != null ? job.jobKey() : after.sequence() == Mark.WHOLE ? after.jobKey() + 1 : after.jobKey();
        boolean ended = partition.events(from, page::take);
        return new EntryPage<>(page.found, ended || page.isOver ? null : page.last);
    }

    /** Follows jobs through their events. Of one that is being purged while it is read, the beginning may be missing: it is passed over. */
    private static class Following {
        private @Nullable JobThen job;
        private long jobKey;
        private long sequence;

        /** The job before the event; null if that is not known. */
        final @Nullable JobThen before(SpecificRecord event) {
            long key = EventHeader.jobKey(event);
            long number = EventHeader.sequence(event);
            boolean follows = key == jobKey && number == sequence + 1;
            jobKey = key;
            sequence = number;
            if (event instanceof JobCreated created) {
                job = JobFold.begin(created);
                return job;
            }
            JobThen before = follows ? job : null;
            job = before == null ? null : JobFold.next(before, event);
            return before;
        }
    }

    private static final class One extends Following {
        private final long wantedKey;
        private final long wantedSequence;
        private @Nullable FoundEvent found;

        private One(long wantedKey, long wantedSequence) {
            this.wantedKey = wantedKey;
            this.wantedSequence = wantedSequence;
        }

        private boolean take(SpecificRecord event) {
            JobThen before = before(event);
            if (EventHeader.jobKey(event) != wantedKey || before == null) {
                return false;
            }
            if (EventHeader.sequence(event) == wantedSequence) {
                found = new FoundEvent(event, before);
            }
            return EventHeader.sequence(event) < wantedSequence;
        }
    }

    private final class Page extends Following {
        private final EventFilter filter;
        private final Mark after;
        private final @Nullable JobMark only;
        private final ReadBudget budget = ReadBudget.of(settings);
        private final List<FoundEvent> found = new ArrayList<>();
        private Mark last;
        private boolean isOver;

        private Page(Request request) {
            filter = request.filter();
            after = request.after();
            last = after;
            only = request.job();
        }

        private boolean take(SpecificRecord event) {
            long key = EventHeader.jobKey(event);
            if (only != null && key != only.jobKey()) {
                isOver = true;
                return false;
            }
            JobThen before = before(event);
            if (key == after.jobKey() && EventHeader.sequence(event) <= after.sequence()) {
                return true; // only to know the job
            }
            last = new Mark(key, EventHeader.sequence(event));
            boolean more = budget.look();
            if (before != null && filter.matches(event)) {
                SpecificRecord slim = Slim.of(event);
                found.add(new FoundEvent(slim, before));
                more &= budget.show(Slim.bytes(slim));
            }
            return more && found.size() < MOST;
        }
    }
}
