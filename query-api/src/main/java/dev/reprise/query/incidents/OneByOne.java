package dev.reprise.query.incidents;

import dev.reprise.event.IncidentCreated;
import dev.reprise.query.FoundIncident;
import dev.reprise.query.FoundJob;
import dev.reprise.query.JobQueries;
import dev.reprise.query.ReadAfter;
import dev.reprise.query.readmodel.JobMark;
import dev.reprise.query.readmodel.NewestIncident;
import dev.reprise.state.Incident;
import dev.reprise.state.Job;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The incidents of jobs that are named: of the engine if open, and else of the read model as soon as it has got to where the job is. */
final class OneByOne {
    private static final int AT_ONCE = 32;

    private final JobQueries jobs;
    private final ModelIncidents model;

    OneByOne(JobQueries jobs, ModelIncidents model) {
        this.jobs = jobs;
        this.model = model;
    }

    CompletableFuture<Optional<FoundIncident>> read(long jobKey, ReadAfter after) {
        return jobs.job(jobKey, Set.of(), after).thenCompose(found -> {
            Job job = found.map(FoundJob::job).orElse(null);
            if (job == null) {
                return CompletableFuture.completedFuture(Optional.empty());
            }
            Incident open = job.getIncident();
            if (open != null) {
                return CompletableFuture.completedFuture(Optional.of(FoundIncident.open(job, open)));
            }
            return model.incident(JobMark.of(jobKey, Optional.of(job)), after.longest())
                    .thenApply(newest -> newest.map(OneByOne::found));
        });
    }

    /** Those that there are, a few at the same time. */
    CompletableFuture<List<FoundIncident>> read(List<Long> jobKeys, ReadAfter after) {
        if (jobKeys.isEmpty()) {
            return CompletableFuture.completedFuture(List.of());
        }
        List<CompletableFuture<Optional<FoundIncident>>> asked =
                jobKeys.stream().limit(AT_ONCE).map(key -> read(key, after)).toList();
        return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
                .thenCompose(all -> read(jobKeys.subList(asked.size(), jobKeys.size()), after))
                .thenApply(rest -> {
                    List<FoundIncident> found = new ArrayList<>();
                    asked.forEach(one -> one.join().ifPresent(found::add));
                    found.addAll(rest);
                    return found;
                });
    }

    static FoundIncident found(NewestIncident newest) {
        IncidentCreated raised = newest.raised();
        NewestIncident.Closed closed = newest.closed();
        return new FoundIncident(
                newest.jobKey(),
                raised.getJobType(),
                raised.getTenantId(),
                newest.job().getBusinessKey(),
                newest.job().getProcess(),
                raised.getOccurredAt(),
                raised.getReason(),
                raised.getErrorMessage(),
                raised.getErrorCode(),
                newest.annotation(),
                closed == null ? null : new FoundIncident.Closed(closed.at(), closed.how()));
    }
}
