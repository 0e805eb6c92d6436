package dev.reprise.bench.soak;

import dev.reprise.bench.report.BenchResult;
import dev.reprise.bench.report.Spread;
import dev.reprise.bench.report.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Whether what must not grow did: the median of the last third of the minutes beside that of the second. The first third is for the
 * JVM to compile and for caches to fill.
 */
final class SoakVerdict {
    /** What is looked at. */
    private enum Grows {
        HEAP("live heap MiB", true, minute -> mebibytes(minute.heap())),
        ROCKS_DB("RocksDB MiB", true, minute -> mebibytes(minute.rocksDb())),
        P99("p99 ms", true, Minute::p99),
        P50("p50 ms", false, Minute::p50),
        RESIDENT("resident MiB", false, minute -> mebibytes(minute.resident())),
        TOPICS("topics MiB", false, minute -> mebibytes(minute.logs())); // job-events keeps all there ever was

        private final String text;
        private final boolean mustNot;
        private final ToDoubleFunction<Minute> of;

        Grows(String text, boolean mustNot, ToDoubleFunction<Minute> of) {
            this.text = text;
            this.mustNot = mustNot;
            this.of = of;
        }

        private static double mebibytes(long bytes) {
            return bytes / 1048576.0;
        }
    }

    private static final double MOST = 1.25;
    private static final int THIRDS = 3;

    private final List<Minute> second;
    private final List<Minute> last;

    /**
     * Of three minutes or more.
     *
     * @throws IllegalArgumentException if there are fewer
     */
    SoakVerdict(List<Minute> minutes) {
        int third = minutes.size() / THIRDS;
        if (third == 0) {
            throw new IllegalArgumentException("Expected three minutes or more, but there are " + minutes.size());
        }
        second = minutes.subList(minutes.size() - 2 * third, minutes.size() - third);
        last = minutes.subList(minutes.size() - third, minutes.size());
    }

    /** Tells of each figure, and returns those that must not grow and have. */
    List<String> write(BenchResult result) {
        List<String> grown = new ArrayList<>();
        Map<String, Object> factors = new LinkedHashMap<>();
        TextTable table = new TextTable("median of the minutes", "second third", "last third", "factor", "verdict");
        for (Grows figure : Grows.values()) {
            double before = median(second, figure);
            double after = median(last, figure);
            double factor = before == after ? 1 : after / before; // from nothing to something: without end
            boolean hasGrown = figure.mustNot && factor > MOST;
            if (hasGrown) {
                grown.add(figure.text);
            }
            factors.put(figure.text, factor);
            table.row(
                    figure.text,
                    "%.1f".formatted(before),
                    "%.1f".formatted(after),
                    "%.2f".formatted(factor),
                    figure.mustNot ? (hasGrown ? "GROWN" : "flat") : "");
        }
        result.figure("factors", factors);
        result.figure("grown", grown);
        result.text(table.toString());
        return grown;
    }

    private static double median(List<Minute> minutes, Grows figure) {
        return new Spread(minutes.stream().map(figure.of::applyAsDouble).toList()).median();
    }
}
