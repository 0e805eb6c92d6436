package dev.reprise.faults.fault;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a node's metrics tell of the copies of partitions that it keeps for others. */
final class CopyMetrics {
    private static final String METRIC = "kafka_consumer_fetch_manager_records_lag";

    /** Of the engine's changelogs, that is; the read model has copies of its own, and decides nothing. */
    private static final Pattern LAG = Pattern.compile(
            "^" + METRIC + "\\{[^}]*topic=\"reprise-(?!read-model-)[^\"]*-changelog\"[^}]*} (\\S+)$",
            Pattern.MULTILINE);

    private CopyMetrics() {}

    /**
     * Records that the copies lack; empty if the text does not tell.
     *
     * @param metrics the text at {@code /metrics}
     */
    static OptionalLong recordsBehind(String metrics) {
        if (!metrics.contains(METRIC)) {
            return OptionalLong.empty();
        }
        double behind = 0;
        Matcher lag = LAG.matcher(metrics);
        while (lag.find()) {
            double records = Double.parseDouble(lag.group(1));
            behind += Double.isNaN(records) ? 0 : records;
        }
        return OptionalLong.of(Math.round(behind));
    }
}
