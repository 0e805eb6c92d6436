package dev.reprise.faults.check;

import dev.reprise.common.JobState;
import java.util.List;
import java.util.Map;

/**
 * What a check found.
 *
 * @param figures what was checked
 * @param counts violations by kind; kinds without are left out
 * @param violations the first of each kind, at most 20
 * @param sample jobs as they stand at the end, drawn by the seed: up to 50 of each state
 */
public record CheckReport(
        Figures figures,
        Map<Violation.Kind, Long> counts,
        List<Violation> violations,
        Map<JobState, List<FinalJob>> sample) {
    /** Whether every promise was kept. */
    public boolean isClean() {
        return counts.isEmpty();
    }

    /** How many promises were broken. */
    public long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The figures and the first violations, for people. */
    public String table() {
        return ReportText.of(this);
    }

    /** Everything but the sample, as a JSON object. */
    public String json() {
        return ReportJson.of(this);
    }
}
