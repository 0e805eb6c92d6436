package dev.reprise.query;

import java.util.EnumSet;
import java.util.Set;

/**
 * A search of jobs.
 *
 * @param filter what it can say is said to the owners of the jobs; the rest is for the selection, which sees all that passes
 * @param selectBy parts that the selection's functions look at: read for every job that passes the filter, which is dear
 * @param show parts of the jobs in the window
 */
public record JobSearch(JobFilter filter, Selection<FoundJob> selection, Set<JobPart> selectBy, Set<JobPart> show) {
    public JobSearch {
        selectBy = Set.copyOf(selectBy);
        show = Set.copyOf(show);
    }

    /** A search that looks at no parts and shows none. */
    public static JobSearch of(JobFilter filter, Selection<FoundJob> selection) {
        return new JobSearch(filter, selection, Set.of(), Set.of());
    }

    public JobSearch selectBy(JobPart... parts) {
        return new JobSearch(filter, selection, set(parts), show);
    }

    public JobSearch show(JobPart... parts) {
        return new JobSearch(filter, selection, selectBy, set(parts));
    }

    private static Set<JobPart> set(JobPart... parts) {
        return parts.length == 0 ? Set.of() : EnumSet.of(parts[0], parts);
    }
}
