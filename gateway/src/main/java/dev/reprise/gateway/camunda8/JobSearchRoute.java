package dev.reprise.gateway.camunda8;

import dev.reprise.common.JobState;
import dev.reprise.gateway.http.Later;
import dev.reprise.query.FoundJob;
import dev.reprise.query.JobFilter;
import dev.reprise.query.JobPart;
import dev.reprise.query.JobQueries;
import dev.reprise.query.JobSearch;
import dev.reprise.query.Matches;
import dev.reprise.query.ReadAfter;
import dev.reprise.query.access.Needs;
import dev.reprise.query.access.Visible;
import dev.reprise.query.http.Routes;
import io.javalin.http.Context;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Searching jobs: as they are at this moment, where Camunda is some seconds behind. */
final class JobSearchRoute {
    private final Visible<JobQueries> jobs;

    JobSearchRoute(Visible<JobQueries> jobs) {
        this.jobs = jobs;
    }

    void register(Routes routes) {
        routes.needing(Needs.READ).post("/v2/jobs/search", "Camunda 8: search jobs.", this::search);
    }

    private void search(Context ctx) {
        SearchRequest<JobView> request = SearchRequest.of(ctx, JobProperties.ALL, JobProperties.KEY);
        SearchAnswer<FoundJob, JobView> answer = new SearchAnswer<>(request, JobView::new);
        JobSearch search = JobSearch.of(filter(request), answer.selection()).show(JobPart.HEADERS);
        CompletableFuture<Matches<FoundJob>> found =
                Reads.of(jobs.to(ctx).search(search, ReadAfter.NOTHING).thenApply(Matches::orTooMuch));
        Later.answer(ctx, found, matches -> ctx.json(answer.json(matches, JobResultJson::of)));
    }

    /** What of the search the owners of the jobs can look at: less to bring here. */
    private static JobFilter filter(SearchRequest<JobView> request) {
        return JobFilter.ALL
                .withKeys(request.onlyJobKeys(JobProperties.KEY, "processInstanceKey", "elementInstanceKey")
                        .orElse(null))
                .withTypes(request.onlyTexts("type").orElse(null))
                .withTenantIds(request.onlyTexts("tenantId").orElse(null))
                .withStates(
                        request.onlyTexts("state").map(JobSearchRoute::states).orElse(null));
    }

    /** The states in which a job can be that is searched for by one of these. */
    private static Set<JobState> states(Set<String> wanted) {
        Set<JobState> states = new HashSet<>();
        for (String state : wanted) {
            switch (JobView.State.valueOf(state)) {
                case COMPLETED -> states.add(JobState.COMPLETED);
                case CANCELED -> states.add(JobState.CANCELED);
                case ERROR_THROWN -> states.addAll(Set.of(JobState.ERROR_THROWN, JobState.INCIDENT));
                case RETRIES_UPDATED -> states.add(JobState.INCIDENT);
                case CREATED, TIMED_OUT -> states.addAll(underWay());
                case FAILED -> {
                    states.addAll(underWay());
                    states.addAll(Set.of(JobState.BACKING_OFF, JobState.INCIDENT));
                }
                case MIGRATED -> {
                    // no job of ours ever is
                }
            }
        }
        return states;
    }

    private static Set<JobState> underWay() {
        return Set.of(JobState.ACTIVATABLE, JobState.ACTIVATED);
    }
}
