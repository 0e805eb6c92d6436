package dev.reprise.processor.replay;

import java.util.Optional;

/**
 * What a replay has found.
 *
 * @param partitions partitions replayed
 * @param events events folded
 * @param rows rows of the changelogs read
 * @param jobs jobs compared and found equal or different
 * @param moving jobs that changed all the while and could not be compared; 0 unless the engine is busy
 * @param different jobs with a difference
 * @param first the first difference: of the lowest partition, then of the lowest job key
 */
public record ReplayResult(
        int partitions, long events, long rows, long jobs, long moving, long different, Optional<Difference> first) {
    static final ReplayResult NOTHING = new ReplayResult(0, 0, 0, 0, 0, 0, Optional.empty());

    /** Whether the stores hold what the events say. */
    public boolean isEqual() {
        return different == 0;
    }

    ReplayResult plus(ReplayResult other) {
        return new ReplayResult(
                partitions + other.partitions,
                events + other.events,
                rows + other.rows,
                jobs + other.jobs,
                moving + other.moving,
                different + other.different,
                first.or(other::first));
    }
}
