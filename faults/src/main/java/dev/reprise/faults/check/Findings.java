package dev.reprise.faults.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects violations: all are counted, the first of each kind are kept. */
final class Findings {
    private static final int KEPT = 20;

    private final Map<Violation.Kind, Long> counts = new EnumMap<>(Violation.Kind.class);
    private final List<Violation> kept = new ArrayList<>();

    void report(Violation.Kind kind, Logged logged, String sentence) {
        Head head = Head.of(logged.record());
        report(kind, logged.partition(), logged.offset(), head.jobKey(), head.commandId(), sentence);
    }

    void report(
            Violation.Kind kind, int partition, long offset, long jobKey, @Nullable String commandId, String sentence) {
        if (counts.merge(kind, 1L, Long::sum) <= KEPT) {
            kept.add(new Violation(kind, partition, offset, jobKey, commandId, sentence));
        }
    }

    Map<Violation.Kind, Long> counts() {
        return Collections.unmodifiableMap(counts);
    }

    List<Violation> kept() {
        return List.copyOf(kept);
    }
}
