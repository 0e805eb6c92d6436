package dev.reprise.faults.check;

import dev.reprise.common.JobState;
import java.util.Map;

/**
 * What was checked.
 *
 * @param commands commands that clients remember, by channel and outcome ({@code HTTP ACCEPTED})
 * @param reads reads that asked to be as new as a command, by the status of the answer; {@code none} if there was none
 * @param events records of {@code job-events}
 * @param rejections refusals, each once
 * @param repeatedRejections refusals that were told again
 * @param jobs jobs that were created
 * @param finalStates jobs by the state that they are in at the end; those that were purged are none
 * @param leases leases in the log
 * @param toldLeases leases that clients remember
 * @param timeouts leases that ran out
 * @param incidents incidents that were raised
 * @param openIncidents incidents open at the end
 * @param endedBackoffs backoffs that a command ended
 * @param forgotten commands that were decided anew since their job had had eight others meanwhile; no violation (decision 002)
 * @param lateness of all retries that fired while no clock was in doubt
 * @param doubtfulRetries retries that fired otherwise
 * @param latenessIn lateness of retries by the name of the window that they were due in
 */
public record Figures(
        Map<String, Long> commands,
        Map<String, Long> reads,
        long events,
        long rejections,
        long repeatedRejections,
        long jobs,
        Map<JobState, Long> finalStates,
        long leases,
        long toldLeases,
        long timeouts,
        long incidents,
        long openIncidents,
        long endedBackoffs,
        long forgotten,
        Lateness lateness,
        long doubtfulRetries,
        Map<String, Lateness> latenessIn) {
    /** Key in {@link #reads} of those without an answer. */
    static final String NO_ANSWER = "none";

    /** Reads with an answer, which is all that there is to check. */
    public long checkedReads() {
        return reads.values().stream().mapToLong(Long::longValue).sum() - reads.getOrDefault(NO_ANSWER, 0L);
    }
}
