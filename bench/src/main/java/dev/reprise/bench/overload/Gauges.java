package dev.reprise.bench.overload;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks at the node from outside, once a second: its memory, its threads, and whether it says that it lives. */
final class Gauges implements AutoCloseable {
    /**
     * @param resident MiB of memory that the process has
     * @param heap MiB of heap in use, garbage included; −1 if it did not say
     * @param healthMillis how long {@code /health/live} took; −1 if it was not answered with 200 within 5 s
     */
    record Sample(double second, long resident, long heap, long threads, long healthMillis) {
        Map<String, Object> figures() {
            return Map.of(
                    "second",
                    second,
                    "residentMiB",
                    resident,
                    "heapMiB",
                    heap,
                    "threads",
                    threads,
                    "healthMillis",
                    healthMillis);
        }
    }

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final String url;
    private final long pid;
    private final List<Sample> samples = new ArrayList<>();
    private final long start = System.nanoTime();

    Gauges(int port, long pid) {
        url = "http://127.0.0.1:" + port;
        this.pid = pid;
        clock.scheduleWithFixedDelay(this::look, 0, 1, TimeUnit.SECONDS);
    }

    private void look() {
        Sample sample = sample();
        synchronized (samples) {
            samples.add(sample);
        }
    }

    /** As things are now. */
    Sample sample() {
        long asked = System.nanoTime();
        boolean alive = !get("/health/live").isEmpty();
        long took = (System.nanoTime() - asked) / 1_000_000;
        String metrics = get("/metrics");
        return new Sample(
                (asked - start) / 1e9,
                resident(),
                metrics.isEmpty() ? -1 : (long) sum(metrics, "jvm_memory_used_bytes{area=\"heap\"") >> 20,
                metrics.isEmpty() ? -1 : (long) sum(metrics, "jvm_threads_live_threads"),
                alive ? took : -1);
    }

    /** What a gauge of the node says, added up over its labels; 0 if the node says nothing of it. */
    double gauge(String name) {
        return sum(get("/metrics"), name);
    }

    private static double sum(String metrics, String name) {
        return metrics.lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private String get(String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                    .timeout(PATIENCE)
                    .build();
            var answer = client.send(request, BodyHandlers.ofString());
            return answer.statusCode() == 200 ? answer.body() + " " : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private long resident() {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                    .findFirst()
                    .orElse(-1);
        } catch (IOException e) {
            return -1; // not Linux
        }
    }

    /** All samples from a second on, and before another. */
    List<Sample> between(double from, double to) {
        synchronized (samples) {
            return samples.stream()
                    .filter(sample -> sample.second >= from && sample.second < to)
                    .toList();
        }
    }

    /** Seconds since it began to look. */
    double now() {
        return (System.nanoTime() - start) / 1e9;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
