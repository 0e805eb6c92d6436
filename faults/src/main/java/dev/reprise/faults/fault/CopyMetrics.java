package dev.reprise.faults.fault;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a node's metrics tell of the copies of partitions that it keeps for others. */
final class CopyMetrics {
    /** Of the engine's changelogs, that is; the read model has copies of its own, and decides nothing. */
    private static final Pattern LAG = Pattern.compile(
            "^kafka_consumer_fetch_manager_records_lag\\{[^}]*topic=\"reprise-(?!read-model-)[^\"]*-changelog\"[^}]*} (\\S+)$",
            Pattern.MULTILINE);

    private CopyMetrics() {}

    /**
     * Records that the copies lack.
     *
     * @param metrics the text at {@code /metrics}
     */
    static long recordsBehind(String metrics) {
        double behind = 0;
        Matcher lag = LAG.matcher(metrics);
        while (lag.find()) {
            double records = Double.parseDouble(lag.group(1));
            behind += Double.isNaN(records) ? 0 : records;
        }
        return Math.round(behind);
    }
}
