package dev.reprise.faults.run;

import dev.reprise.faults.check.CheckReport;
import dev.reprise.faults.check.StoresReport;
import dev.reprise.faults.check.Window;
import dev.reprise.faults.fault.Diary;
import dev.reprise.faults.load.Trouble;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * What came of a run.
 *
 * @param diary what was done to the cluster
 * @param check what the checker found
 * @param stores how the stores of all nodes compare with the log
 * @param takeovers how long partitions gave no answer after kills
 * @param trouble what clients met over HTTP
 * @param took from the beginning to the end of the check
 */
public record RunReport(
        FaultPlan plan,
        Diary diary,
        CheckReport check,
        StoresReport stores,
        Takeovers takeovers,
        Trouble trouble,
        Duration took) {
    private static final int SLOWEST = 5;

    /** Whether every promise was kept. */
    public boolean isClean() {
        return check.isClean() && stores.isEqual() && failedWhileRolling().isEmpty() && takeovers.unanswered() == 0;
    }

    /**
     * Requests that failed while nodes were restarted in turn, other than by 503 with Retry-After. A connection that a node refused is none, if
     * another node took it.
     */
    public Map<String, Long> failedWhileRolling() {
        return whileRolling(trouble::failedBetween);
    }

    private Map<String, Long> whileRolling(BiFunction<Long, Long, Map<String, Long>> between) {
        Map<String, Long> all = new TreeMap<>();
        for (Window window : diary.rolling()) {
            between.apply(window.from(), window.to()).forEach((what, times) -> all.merge(what, times, Long::sum));
        }
        return all;
    }

    /** For people. */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append("seed %d, %d s%n".formatted(plan.seed(), took.toSeconds()));
        text.append("faults %d%n".formatted(diary.faults()));
        diary.counts().forEach((kind, times) -> text.append("  %3d × %s%n".formatted(times, kind.sentence())));
        text.append(
                "after a node was killed: first answers of its partitions after p50 %.1f s, max %.1f s (%d measured, %d without any)%n"
                        .formatted(
                                takeovers.median() / 1e3,
                                takeovers.longest() / 1e3,
                                takeovers.millis().size(),
                                takeovers.unanswered()));
        text.append(takeovers.slowest(SLOWEST));
        text.append("longest silence of a partition in rolling restarts: %s%n"
                .formatted(takeovers.silence().text()));
        text.append("requests that failed in rolling restarts, 503 with Retry-After aside: %s%n"
                .formatted(orNone(failedWhileRolling())));
        text.append("requests that had been sent before and failed then: %s%n"
                .formatted(orNone(whileRolling(trouble::leftOver))));
        text.append("all that clients met over HTTP: %s%n".formatted(trouble.all()));
        text.append(stores.text()).append(System.lineSeparator());
        return text.append(check.table()).toString();
    }

    private static Object orNone(Map<String, Long> counts) {
        return counts.isEmpty() ? "none" : counts;
    }
}
