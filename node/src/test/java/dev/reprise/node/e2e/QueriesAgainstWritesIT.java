package dev.reprise.node.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.command.CreateJob;
import dev.reprise.command.FailJob;
import dev.reprise.node.Node;
import dev.reprise.node.support.Caller;
import dev.reprise.node.support.Standalone;
import dev.reprise.reply.CommandAccepted;
import dev.reprise.schemas.JobKeys;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Heavy reading beside heavy writing, for a minute. Kafka 4.3.1 has a deadlock between queries of another kind and writes
 * (KAFKA-19629): neither side may ever stand still.
 */
class QueriesAgainstWritesIT {
    private static final Duration LENGTH = Duration.ofSeconds(60);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
    private static final int READERS = 3;
    private static final int JOBS = 2_000;
    private static final int BURST = 200;

    private final AtomicLong reads = new AtomicLong();
    private final AtomicLong lastRead = new AtomicLong(System.nanoTime());
    private long longestWrite;

    @Test
    void neitherStandsStill(@TempDir Path folder) throws Exception {
        try (Node node = Standalone.start(folder);
                Caller caller = new Caller(node.bootstrapServers())) {
            for (long key = 1; key <= JOBS; key++) {
                caller.append(Caller.record(
                        null,
                        JobKeys.recordKey(key),
                        caller.bytes(CreateJob.newBuilder()
                                .setJobKey(key)
                                .setType("t")
                                .build())));
            }
            long end = System.nanoTime() + LENGTH.toNanos();
            ExecutorService readers = Executors.newFixedThreadPool(READERS);
            List<Future<?>> ends = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                ends.add(readers.submit(() -> read(node.url(), end)));
            }
            long writes = write(caller, end);
            for (Future<?> reader : ends) {
                reader.get();
            }
            readers.shutdown();
            System.out.printf(
                    "%,d writes beside %,d reads; longest wait for an answer %,d ms%n",
                    writes, reads.get(), Duration.ofNanos(longestWrite).toMillis());
            assertThat(writes).isGreaterThan(1_000);
            assertThat(reads.get()).isGreaterThan(1_000);
        }
    }

    /** Bursts of failures, each closed by one whose answer is waited for. */
    private long write(Caller caller, long end) {
        long writes = 0;
        while (System.nanoTime() < end) {
            for (int i = 0; i < BURST; i++) {
                long key = 1 + ThreadLocalRandom.current().nextLong(JOBS);
                caller.append(Caller.record(null, JobKeys.recordKey(key), caller.bytes(fail(key))));
            }
            long begin = System.nanoTime();
            assertThat(caller.call(fail(1))).isInstanceOf(CommandAccepted.class);
            longestWrite = Math.max(longestWrite, System.nanoTime() - begin);
            assertThat(Duration.ofNanos(longestWrite)).as("wait for an answer").isLessThan(LONGEST_PAUSE);
            assertThat(Duration.ofNanos(System.nanoTime() - lastRead.get()))
                    .as("pause of reading")
                    .isLessThan(LONGEST_PAUSE);
            writes += BURST + 1;
        }
        return writes;
    }

    private static FailJob fail(long key) {
        return FailJob.newBuilder()
                .setJobKey(key)
                .setRetries(1)
                .setErrorMessage("again")
                .build();
    }

    private void read(String url, long end) {
        HttpClient http = HttpClient.newHttpClient();
        while (System.nanoTime() < end) {
            long key = 1 + ThreadLocalRandom.current().nextLong(JOBS);
            String path = ThreadLocalRandom.current().nextInt(50) == 0
                    ? "/v1/jobs?state=ACTIVATABLE&limit=100"
                    : "/v1/jobs/" + key;
            try {
                HttpResponse<String> response =
                        http.send(HttpRequest.newBuilder(URI.create(url + path)).build(), BodyHandlers.ofString());
                assertThat(response.statusCode())
                        .as("%s: %s", path, response.body())
                        .isIn(200, 404);
            } catch (java.io.IOException e) {
                throw new AssertionError(path, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            reads.incrementAndGet();
            lastRead.set(System.nanoTime());
        }
    }
}
