package dev.reprise.bench.query;

import dev.reprise.bench.load.OpenLoop;
import dev.reprise.bench.process.Child;
import dev.reprise.bench.report.Latencies;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What became of reads over HTTP in a stretch of time, and what the node used meanwhile. For the thread that makes them. */
final class Reads {
    private static final int OK = 200;

    private final Latencies answered = new Latencies();
    private final Map<Integer, Long> others = new TreeMap<>();
    private double seconds;
    private double cpuSeconds;

    /** Counts one, as a listener of an {@link OpenLoop}. */
    void ended(int status, long nanos) {
        if (status == OK) {
            answered.record(nanos / 1_000);
        } else {
            others.merge(status, 1L, Long::sum);
        }
    }

    /** Measures what the node uses while this goes on. */
    void during(Child node, Runnable work) {
        long before = node.usage().cpuNanos();
        long start = System.nanoTime();
        work.run();
        seconds = (System.nanoTime() - start) / 1e9;
        cpuSeconds = (node.usage().cpuNanos() - before) / 1e9;
    }

    Latencies answered() {
        return answered;
    }

    long failed() {
        return others.values().stream().mapToLong(Long::longValue).sum();
    }

    double perSecond() {
        return answered.count() / seconds;
    }

    /** Share of one processor that the node used, its broker included. */
    double busy() {
        return cpuSeconds / seconds;
    }

    /**
     * CPU time of the node for each read beyond the share of a processor that it uses without any, in µs. It says something only as
     * long as the commands beside are not held up.
     */
    double micros(double without) {
        return (busy() - without) * 1e6 / perSecond();
    }

    Map<String, Object> figures(double without) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("perSecond", perSecond());
        all.put("otherStatuses", others); // 0: no answer at all
        all.put("nodeShareOfProcessor", busy());
        all.put("nodeMicrosPerRead", micros(without));
        all.put("latency", answered.figures());
        return all;
    }
}
