package dev.reprise.query.jobs;

import dev.reprise.query.JobFilter;
import dev.reprise.query.JobPart;
import java.util.Set;

/**
 * What a page of jobs is asked for.
 *
 * @param afterKey keys above this one; 0 for all
 * @param limit most jobs of a partition, 1 or more
 * @param parts of the jobs
 */
record PageRequest(JobFilter filter, long afterKey, int limit, Set<JobPart> parts) {}
