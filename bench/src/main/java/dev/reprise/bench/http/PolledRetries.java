package dev.reprise.bench.http;

import dev.reprise.bench.http.Callers.Call;
import dev.reprise.bench.load.Pause;
import dev.reprise.bench.report.Latencies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Jobs that fail again and again with a backoff, and workers whose long polls wait for them: how long after it was due a worker has a
 * job. A retry counts as due when the backoff is over that began when the failure was sent, a little before it really is.
 */
final class PolledRetries {
    static final String TYPE = "retried";

    private static final int POLLERS = 4;
    private static final int REPORTERS = 16;
    private static final int MOST = 32;
    private static final long WAIT = 5_000;
    private static final int LEAST_BACKOFF = 300;
    private static final int MOST_BACKOFF = 700;

    private final int port;
    private final Dialect dialect;
    private final Map<String, Long> due = new ConcurrentHashMap<>();
    private final BlockingQueue<String> toReport = new LinkedBlockingQueue<>();
    private final Latencies latencies = new Latencies();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile boolean ending;

    PolledRetries(int port, Dialect dialect) {
        this.port = port;
        this.dialect = dialect;
    }

    /** Goes on for so long with the jobs that there are. */
    Latencies run(int seconds) {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < POLLERS; i++) {
            threads.add(start("poller", this::poll));
        }
        for (int i = 0; i < REPORTERS; i++) {
            threads.add(start("reporter", this::report));
        }
        try {
            Pause.seconds(seconds);
            ending = true;
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        @Nullable Throwable first = failure.get();
        if (first != null) {
            throw new IllegalStateException("Expected every call to succeed, but " + first.getMessage(), first);
        }
        return latencies;
    }

    @FunctionalInterface
    private interface Work {
        void on(Connection connection) throws IOException, InterruptedException;
    }

    private Thread start(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try (Connection connection = new Connection(port)) {
                        while (!ending) {
                            work.on(connection);
                        }
                    } catch (IOException e) {
                        fail(new UncheckedIOException(e));
                    } catch (InterruptedException | RuntimeException e) {
                        fail(e);
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void fail(Exception e) {
        failure.compareAndSet(null, e);
        ending = true;
    }

    private void poll(Connection connection) throws IOException {
        String answer = send(connection, dialect.poll(TYPE, MOST, WAIT));
        long now = System.nanoTime();
        for (String key : dialect.keys(answer)) {
            @Nullable Long dueAt = due.remove(key);
            if (dueAt != null) {
                latencies.record((now - dueAt) / 1_000);
            }
            toReport.add(key);
        }
    }

    private void report(Connection connection) throws IOException, InterruptedException {
        String key = toReport.poll(100, TimeUnit.MILLISECONDS);
        if (key != null) {
            int backOff = ThreadLocalRandom.current().nextInt(LEAST_BACKOFF, MOST_BACKOFF);
            due.put(key, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(backOff));
            String unused = send(connection, dialect.failure(key, backOff));
        }
    }

    private static String send(Connection connection, Call call) throws IOException {
        Connection.Answer answer = connection.post(call.path(), call.json());
        if (answer.status() != call.expected()) {
            throw new IllegalStateException(call.path() + " was answered with " + answer);
        }
        return answer.body();
    }
}
