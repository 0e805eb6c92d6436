package dev.reprise.processor.engine;

import dev.reprise.common.JobState;
import dev.reprise.common.RejectionType;
import dev.reprise.state.Job;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What must hold of a job before a command is carried out on it, checked in the order in which it is written: existence, state,
 * holder (Camunda's order). The first thing that does not hold is the rejection.
 */
public final class Precondition {
    private final String what;
    private final @Nullable Job job;
    private @Nullable Decision mistake;

    private Precondition(String what, @Nullable Job job) {
        this.what = what;
        this.job = job;
    }

    /**
     * Looks the job up.
     *
     * @param verb what the command does, as in "Expected to fail job 5, but …"
     */
    public static Precondition of(JobsView jobs, long jobKey, String verb) {
        Optional<Job> found = jobs.job(jobKey);
        Precondition precondition =
                new Precondition("Expected to " + verb + " job " + jobKey + ", but ", found.orElse(null));
        if (found.isEmpty()) {
            precondition.refuse(RejectionType.NOT_FOUND, "there is no such job");
        }
        return precondition;
    }

    public Precondition in(JobState... states) {
        if (mistake == null && job != null && !java.util.Arrays.asList(states).contains(job.getState())) {
            refuse(RejectionType.INVALID_STATE, "it is " + job.getState());
        }
        return this;
    }

    /**
     * Waiting or held; for a report by the last holder also backing off and with an incident.
     *
     * @param lastHolderCounts whether the job's last holder may report until another worker takes it (Camunda 7)
     */
    public Precondition reportable(boolean lastHolderCounts) {
        return lastHolderCounts
                ? in(JobState.ACTIVATABLE, JobState.ACTIVATED, JobState.BACKING_OFF, JobState.INCIDENT)
                : in(JobState.ACTIVATABLE, JobState.ACTIVATED);
    }

    /**
     * Whoever names a worker or a lease must name the current ones.
     *
     * @param expiredCounts whether the worker that held the job last still counts after its lease ran out (Camunda 7)
     */
    public Precondition heldBy(@Nullable String worker, @Nullable String leaseToken, boolean expiredCounts) {
        if (mistake != null || job == null || (worker == null && leaseToken == null)) {
            return this;
        }
        boolean leased = job.getState() == JobState.ACTIVATED;
        if (!leased && !(expiredCounts && leaseToken == null && worker != null && worker.equals(job.getWorker()))) {
            return refuse(RejectionType.NOT_OWNER, "no lease on it is current: it is " + job.getState());
        }
        if (leaseToken != null && !leaseToken.equals(job.getLeaseToken())) {
            return refuse(RejectionType.NOT_OWNER, "the lease token given is not that of the current lease");
        }
        if (worker != null && !worker.equals(job.getWorker())) {
            return refuse(
                    RejectionType.NOT_OWNER, "it is held by worker '" + job.getWorker() + "', not by '" + worker + "'");
        }
        return this;
    }

    /** Any other condition. */
    public Precondition that(Function<Job, Boolean> holds, RejectionType type, String but) {
        if (mistake == null && job != null && !holds.apply(job)) {
            refuse(type, but);
        }
        return this;
    }

    /** Decides if all holds. */
    public Decision then(Function<Job, Decision> decide) {
        if (mistake != null) {
            return mistake;
        }
        if (job == null) {
            throw new IllegalStateException("Expected a job or a mistake");
        }
        return decide.apply(job);
    }

    private Precondition refuse(RejectionType type, String but) {
        mistake = Decision.rejected(type, what + but);
        return this;
    }
}
