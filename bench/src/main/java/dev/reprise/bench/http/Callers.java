package dev.reprise.bench.http;

import dev.reprise.bench.load.Pace;
import dev.reprise.bench.report.Latencies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Callers at work at the same time, each on a connection of its own. */
final class Callers {
    /** One call. */
    record Call(String path, String json, int expected) {}

    private final int port;
    private final int count;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    Callers(int port, int count) {
        this.port = port;
        this.count = count;
    }

    /** Makes the first so many calls, as fast as answers come. */
    Latencies all(long calls, LongFunction<Call> call) {
        AtomicLong next = new AtomicLong();
        return run(latencies -> {
            try (Connection connection = new Connection(port)) {
                for (long i = next.getAndIncrement(); i < calls; i = next.getAndIncrement()) {
                    timed(connection, call.apply(i), System.nanoTime(), latencies);
                }
            }
        });
    }

    /** Each makes its next call when it has the answer to the last, for so long (a closed loop). */
    Latencies oneAfterAnother(int seconds, LongFunction<Call> call) {
        AtomicLong next = new AtomicLong();
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        return run(latencies -> {
            try (Connection connection = new Connection(port)) {
                while (System.nanoTime() < end) {
                    timed(connection, call.apply(next.getAndIncrement()), System.nanoTime(), latencies);
                }
            }
        });
    }

    /** At a steady rate for so long, each call timed from when it was meant to be made (an open loop). */
    Latencies steadily(int perSecond, int seconds, LongFunction<Call> call) {
        AtomicLong next = new AtomicLong();
        long calls = (long) perSecond * seconds;
        Pace pace = new Pace(perSecond);
        return run(latencies -> {
            try (Connection connection = new Connection(port)) {
                for (long i = next.getAndIncrement(); i < calls; i = next.getAndIncrement()) {
                    timed(connection, call.apply(i), pace.await(i), latencies);
                }
            }
        });
    }

    @FunctionalInterface
    private interface Work {
        void with(Latencies latencies) throws IOException;
    }

    private Latencies run(Work work) {
        Latencies latencies = new Latencies();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Thread thread = new Thread(() -> guarded(work, latencies), "caller " + i);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        @Nullable Throwable first = failure.get();
        if (first != null) {
            throw new IllegalStateException("Expected every call to succeed, but " + first.getMessage(), first);
        }
        return latencies;
    }

    private void guarded(Work work, Latencies latencies) {
        try {
            work.with(latencies);
        } catch (IOException e) {
            failure.compareAndSet(null, new UncheckedIOException(e));
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
        }
    }

    private static void timed(Connection connection, Call call, long start, Latencies latencies) throws IOException {
        Connection.Answer answer = connection.post(call.path, call.json);
        if (answer.status() != call.expected) {
            throw new IllegalStateException(call.path + " was answered with " + answer);
        }
        latencies.record((System.nanoTime() - start) / 1_000);
    }
}
