package dev.reprise.bench.overload;

import dev.reprise.bench.report.Latencies;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What became of the requests of one stretch of the load. For one thread. */
final class Tally {
    private static final long SECOND = 1_000_000_000L;

    private final long start = System.nanoTime();
    private final Latencies accepted = new Latencies();
    private final Latencies refused = new Latencies();
    private final Map<Integer, Long> statuses = new TreeMap<>();
    private final Map<Integer, Latencies> bySecond = new TreeMap<>();
    private final Map<Integer, Long> failedBySecond = new TreeMap<>();
    private final long[] offeredOf = new long[Load.KINDS];
    private final long[] acceptedOf = new long[Load.KINDS];

    void ended(int kind, int status, long meantAt, long nanos) {
        int second = (int) ((meantAt - start) / SECOND);
        statuses.merge(status, 1L, Long::sum);
        offeredOf[kind]++;
        if (status / 100 == 2) {
            accepted.record(nanos / 1_000);
            acceptedOf[kind]++;
            bySecond.computeIfAbsent(second, any -> new Latencies()).record(nanos / 1_000);
        } else {
            refused.record(nanos / 1_000);
            failedBySecond.merge(second, 1L, Long::sum);
        }
    }

    long offered() {
        return statuses.values().stream().mapToLong(Long::longValue).sum();
    }

    long accepted() {
        return accepted.count();
    }

    long of(int status) {
        return statuses.getOrDefault(status, 0L);
    }

    /** What was neither accepted, nor refused with 429 or 503, nor left open with 504. */
    long other() {
        return offered() - accepted() - of(429) - of(503) - of(504);
    }

    Latencies latencies() {
        return accepted;
    }

    Latencies refusals() {
        return refused;
    }

    /** Share of the requests of a kind that were accepted. */
    double share(int kind) {
        return offeredOf[kind] == 0 ? 1 : acceptedOf[kind] / (double) offeredOf[kind];
    }

    /** Seconds until all requests of a second were accepted, 99 of 100 within so many milliseconds; −1 if that never came. */
    int secondsUntil(double millis, int seconds) {
        for (int second = 0; second < seconds; second++) {
            Latencies these = bySecond.get(second);
            if (these != null && !failedBySecond.containsKey(second) && these.percentile(99) <= millis) {
                return second;
            }
        }
        return -1;
    }

    Map<String, Object> figures() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("offered", offered());
        all.put("accepted", accepted());
        all.put("statuses", statuses);
        all.put("latencyOfAccepted", accepted.figures());
        all.put("latencyOfOthers", refused.figures());
        all.put(
                "p99MillisBySecond",
                bySecond.values().stream().map(these -> these.percentile(99)).toList());
        all.put("shareOfReportsAccepted", share(Load.REPORT));
        all.put("shareOfCreationsAccepted", share(Load.CREATION));
        return all;
    }
}
