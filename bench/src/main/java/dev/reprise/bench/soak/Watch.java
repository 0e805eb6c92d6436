package dev.reprise.bench.soak;

import dev.reprise.bench.process.Child;
import dev.reprise.bench.process.Folders;
import dev.reprise.bench.process.ProgressLines;
import dev.reprise.bench.process.Usage;
import dev.reprise.bench.report.Latencies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Looks at the node at the end of each minute, on a thread of its own, while requests go on. */
final class Watch implements AutoCloseable {
    private static final int ACCEPTED = 2;
    private static final int HUNDRED = 100;
    private static final int LAST_LOOK_SECONDS = 30;

    /** What became of the requests of one minute. */
    private static final class Requests {
        private final Latencies accepted = new Latencies();
        private long refused;

        private synchronized void ended(int status, long nanos) {
            if (status / HUNDRED == ACCEPTED) {
                accepted.record(nanos / 1_000);
            } else {
                refused++;
            }
        }

        private synchronized long refused() {
            return refused;
        }
    }

    private final Child node;
    private final Path data;
    private final List<Minute> minutes = new ArrayList<>();
    private volatile Requests current = new Requests();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ScheduledFuture<?> looks;

    /**
     * Begins now.
     *
     * @param data folder of the node
     * @param every seconds from one look to the next: 60 but in tests
     */
    Watch(Child node, Path data, int every) {
        this.node = node;
        this.data = data;
        looks = clock.scheduleAtFixedRate(this::look, every, every, TimeUnit.SECONDS);
    }

    /** Counts a request, as a listener of the load. */
    void ended(int status, long nanos) {
        current.ended(status, nanos);
    }

    private void look() {
        Requests over = current;
        current = new Requests();
        Usage usage = node.usageWithoutGarbage();
        Minute minute = new Minute(
                usage.heapUsed(),
                resident(node.pid()),
                Folders.rocksDbBytes(data),
                Folders.logBytes(data, topic -> true),
                over.accepted.percentile(50),
                over.accepted.percentile(99),
                over.refused());
        int number;
        synchronized (minutes) {
            minutes.add(minute);
            number = minutes.size();
        }
        ProgressLines.say(
                "minute %d: %,d accepted, %,d refused, p50 %.1f ms, p99 %.1f ms; heap %d MiB live, %d MiB resident, RocksDB %d MiB,"
                        + " topics %d MiB",
                number,
                over.accepted.count(),
                minute.refused(),
                minute.p50(),
                minute.p99(),
                minute.heap() >> 20,
                minute.resident() >> 20,
                minute.rocksDb() >> 20,
                minute.logs() >> 20);
    }

    private static long resident(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst()
                    .orElse(-1);
        } catch (IOException e) {
            return -1; // not Linux
        }
    }

    /**
     * Ends, and tells what it has seen.
     *
     * @throws IllegalStateException if a look has failed
     */
    List<Minute> end() {
        try {
            if (looks.isDone()) { // nothing but a failure ends it before
                Object unused = looks.get();
            }
            clock.shutdown();
            boolean unusedInTime = clock.awaitTermination(LAST_LOOK_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Expected to look at the node, but " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        synchronized (minutes) {
            return List.copyOf(minutes);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
