package dev.reprise.faults.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reprise.faults.memory.Memories;
import dev.reprise.faults.memory.ReadMemory;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads jobs that were written a moment ago, and again later, ten times a second whether answers come or not: each time at any node, and
 * asking to be as new as the command was. What it is told is remembered; the checker judges it.
 */
final class JobReader implements Runnable {
    private static final Duration EVERY = Duration.ofMillis(100);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);

    /** Three nodes may be tried before one of them takes the connection. */
    private static final Duration LAST_ANSWER_WITHIN = ANSWER_WITHIN.plusSeconds(5);

    /** Commands whose jobs are read again: some of the last seconds, some of long ago. */
    private static final int MOST_REMEMBERED = 1_000;

    private final Nodes nodes;
    private final AsyncCaller caller;
    private final Memories memories;
    private final Random chance;
    private final Stop stop;
    private final AtomicReference<@Nullable Written> newest = new AtomicReference<>();
    private final List<Written> older = new ArrayList<>();
    private final AtomicInteger waiting = new AtomicInteger();

    JobReader(Nodes nodes, Trouble trouble, Memories memories, long seed, Stop stop) {
        this.nodes = nodes;
        caller = new AsyncCaller(trouble);
        this.memories = memories;
        chance = new Random(seed);
        this.stop = stop;
    }

    /** Takes note of a command that was accepted; not all of them are read. */
    void written(Written command) {
        newest.set(command);
    }

    @Override
    public void run() {
        while (!stop.isAsked()) {
            next().ifPresent(this::read);
            LockSupport.parkNanos(EVERY.toNanos());
        }
        long deadline = System.nanoTime() + LAST_ANSWER_WITHIN.toNanos();
        while (waiting.get() > 0 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    /** The newest one every other time; while none is accepted, only older ones. */
    private Optional<Written> next() {
        Written fresh = chance.nextBoolean() ? newest.getAndSet(null) : null;
        if (fresh == null) {
            return older.isEmpty() ? Optional.empty() : Optional.of(older.get(chance.nextInt(older.size())));
        }
        if (older.size() < MOST_REMEMBERED) {
            older.add(fresh);
        } else {
            older.set(chance.nextInt(MOST_REMEMBERED), fresh);
        }
        return Optional.of(fresh);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the last step throws nothing
    private void read(Written written) {
        String path = "/v1/jobs/%d?after=%s".formatted(written.jobKey(), written.position());
        waiting.incrementAndGet();
        caller.send(
                        nodes.from(chance.nextInt(nodes.count())),
                        url -> HttpRequest.newBuilder(URI.create(url + path))
                                .timeout(ANSWER_WITHIN)
                                .build())
                .thenAccept(answer -> memories.remember(new ReadMemory(
                        answer.map(response -> response.uri().toString()).orElse(path),
                        written.commandId(),
                        written.jobKey(),
                        written.sequence(),
                        answer.map(JobReader::got).orElse(null))))
                .whenComplete((done, own) -> {
                    waiting.decrementAndGet();
                    if (own != null) {
                        stop.because(own);
                    }
                });
    }

    private static ReadMemory.Got got(HttpResponse<String> answer) {
        JsonNode job = HttpCaller.json(answer.body());
        return new ReadMemory.Got(
                answer.statusCode(),
                answer.headers().firstValue("Retry-After").isPresent(),
                job.path("jobKey").asLong(-1),
                job.path("sequence").asLong(-1));
    }
}
