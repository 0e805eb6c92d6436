package dev.reprise.faults.check;

import dev.reprise.processor.replay.ReplayResult;
import java.util.List;

/**
 * How the stores of the nodes compare with the log.
 *
 * @param replay the comparison of everything
 * @param answers answers of nodes that were compared
 * @param moved jobs that had gone on since the log was read, and were not compared
 * @param differences sentences, one for each; at most 50
 */
public record StoresReport(ReplayResult replay, long answers, long moved, List<String> differences) {
    /** Whether every store says what the log says, and none was changing meanwhile. */
    public boolean isEqual() {
        return replay.isEqual() && replay.moving() == 0 && differences.isEmpty();
    }

    /** One line. */
    public String text() {
        return "stores: %,d events replayed, %,d jobs compared, %,d different, %,d moving; %,d answers of nodes compared, %,d jobs moved, %,d differences%s"
                .formatted(
                        replay.events(),
                        replay.jobs(),
                        replay.different(),
                        replay.moving(),
                        answers,
                        moved,
                        differences.size(),
                        differences.isEmpty() ? "" : ": " + String.join("; ", differences));
    }
}
