package dev.reprise.bench.report;

import java.util.List;
import java.util.Map;

/** Figures of several rounds. */
public record Spread(List<Double> rounds) {
    public Spread {
        if (rounds.isEmpty()) {
            throw new IllegalArgumentException("Expected a round or more");
        }
        rounds = List.copyOf(rounds);
    }

    public double median() {
        List<Double> sorted = rounds.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    public double min() {
        return rounds.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    public double max() {
        return rounds.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    /** As it stands in a JSON result. */
    public Map<String, Object> figures() {
        return Map.of("median", median(), "min", min(), "max", max(), "rounds", rounds);
    }

    /** Median, and least to most in brackets. */
    public String text(String format) {
        return (format + " (" + format + " – " + format + ")").formatted(median(), min(), max());
    }
}
