package dev.reprise.query.incidents;

import dev.reprise.query.FoundIncident;
import dev.reprise.query.FoundJob;
import dev.reprise.query.IncidentFilter;
import dev.reprise.query.JobFilter;
import dev.reprise.query.ReadAfter;
import dev.reprise.query.jobs.JobApi;
import dev.reprise.query.readmodel.NewestIncident;
import dev.reprise.query.search.EntryPage;
import dev.reprise.query.search.JobPartitions;
import dev.reprise.query.search.Mark;
import dev.reprise.query.search.Source;
import dev.reprise.state.Incident;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The newest incidents of a partition: what is open as the engine has it, the rest as the read model has it. Both are read in the order
 * of job keys and merged up to where both have been looked at. What the read model takes for open and the engine does not, has been
 * closed a moment ago, and is read by itself when the read model has got there.
 */
final class IncidentSource implements Source<FoundIncident> {
    private static final int PAGE = 1_000;
    private static final int INCIDENT_BYTES = 512;
    private static final Comparator<FoundIncident> BY_KEY = Comparator.comparingLong(FoundIncident::jobKey);

    private final JobApi jobs;
    private final ModelIncidents model;
    private final OneByOne oneByOne;
    private final IncidentFilter filter;
    private final int partitions;
    private final ReadAfter after;

    IncidentSource(
            JobApi jobs,
            ModelIncidents model,
            OneByOne oneByOne,
            IncidentFilter filter,
            int partitions,
            ReadAfter after) {
        this.jobs = jobs;
        this.model = model;
        this.oneByOne = oneByOne;
        this.filter = filter;
        this.partitions = partitions;
        this.after = after;
    }

    @Override
    public CompletableFuture<EntryPage<FoundIncident>> page(int partition, Mark mark) {
        JobFilter open = JobFilter.incidents()
                .withTypes(filter.types())
                .withTenantIds(filter.tenantIds())
                .withKeys(JobPartitions.in(partition, filter.keys(), partitions));
        CompletableFuture<EntryPage<FoundJob>> engine = jobs.page(partition, open, mark.jobKey(), PAGE, after);
        if (Boolean.TRUE.equals(filter.open())) {
            return engine.thenApply(page -> new EntryPage<>(open(page.entries()), page.scannedTo()));
        }
        return engine.thenCompose(
                page -> model.page(partition, new ModelPage.Request(filter.withKeys(null), mark.jobKey()))
                        .thenCompose(folded -> merge(page, folded)));
    }

    private CompletableFuture<EntryPage<FoundIncident>> merge(EntryPage<FoundJob> engine, ModelPage folded) {
        Mark scanned = engine.scannedTo();
        long end = Math.min(
                scanned == null ? Long.MAX_VALUE : scanned.jobKey(),
                folded.scannedTo() == null ? Long.MAX_VALUE : folded.scannedTo());
        List<FoundIncident> found = new ArrayList<>();
        Set<Long> openNow = new HashSet<>();
        for (FoundIncident incident : open(engine.entries())) {
            if (incident.jobKey() <= end) {
                found.add(incident);
                openNow.add(incident.jobKey());
            }
        }
        List<Long> unclear = new ArrayList<>();
        for (NewestIncident incident : folded.incidents()) {
            long jobKey = incident.jobKey();
            if (jobKey > end || openNow.contains(jobKey)) {
                continue;
            }
            if (incident.closed() == null) {
                unclear.add(jobKey);
            } else {
                found.add(OneByOne.found(incident));
            }
        }
        boolean all = scanned == null && folded.scannedTo() == null;
        return oneByOne.read(unclear, after).thenApply(read -> {
            found.addAll(read);
            return EntryPage.ofJobs(found.stream().filter(filter::matches).toList(), all ? null : end);
        });
    }

    private static List<FoundIncident> open(List<FoundJob> jobs) {
        List<FoundIncident> open = new ArrayList<>();
        for (FoundJob found : jobs) {
            Incident incident = found.job().getIncident();
            if (incident != null) {
                open.add(FoundIncident.open(found.job(), incident));
            }
        }
        return open;
    }

    @Override
    public Comparator<FoundIncident> identity() {
        return BY_KEY;
    }

    @Override
    public long bytes(FoundIncident entry) {
        return size(entry);
    }

    static long size(FoundIncident entry) {
        return INCIDENT_BYTES + entry.errorMessage().length();
    }
}
