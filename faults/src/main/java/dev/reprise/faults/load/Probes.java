package dev.reprise.faults.load;

import dev.reprise.faults.memory.Channel;
import dev.reprise.faults.memory.CommandKind;
import dev.reprise.faults.memory.CommandMemory;
import dev.reprise.faults.memory.Memories;
import dev.reprise.faults.memory.SentCommand;
import dev.reprise.faults.memory.Told;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Reports a failure to one job of each partition again and again, whether answers come or not, so that it is known how long a
 * partition gives none.
 */
public final class Probes implements AutoCloseable {
    private static final Duration EVERY = Duration.ofMillis(400);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);
    private static final Duration CREATED_WITHIN = Duration.ofSeconds(60);
    private static final String SEQUENCE = "\"sequence\":";
    private static final int CLIENT = 999;
    private static final int OK = 200;

    private record Answered(int partition, long sentAt, long at) {}

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(run -> {
        Thread thread = new Thread(run, "probes");
        thread.setDaemon(true);
        return thread;
    });
    private final Nodes nodes;
    private final AsyncCaller caller;
    private final Memories memories;
    private final List<Long> jobs = new ArrayList<>();
    private final List<Answered> answered = new ArrayList<>();
    private final LongAdder known = new LongAdder();
    private final AtomicReference<@Nullable Throwable> fault = new AtomicReference<>();
    private volatile long number;

    /**
     * Creates the jobs and begins.
     *
     * @param trouble where probes that fail are counted, as other clients' requests are
     */
    public Probes(List<String> urls, int partitions, Memories memories, Trouble trouble) {
        nodes = new Nodes(urls);
        caller = new AsyncCaller(trouble);
        this.memories = memories;
        JobKeys keys = new JobKeys(CLIENT);
        for (int partition = 0; partition < partitions; partition++) {
            long key = keys.next();
            while (dev.reprise.schemas.JobKeys.partitionFor(key, partitions) != partition) {
                key = keys.next();
            }
            jobs.add(key);
            create(partition);
        }
        clock.scheduleAtFixedRate(this::roundOrFault, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Asks again under the same id until it is told: without its job, a partition would seem to be silent for ever. */
    private void create(int partition) {
        String id = "probe-" + ++number;
        SentCommand command =
                new SentCommand(id, jobs.get(partition), CommandKind.CREATE, Channel.HTTP, System.currentTimeMillis());
        HttpRequest request = request(
                nodes.from(partition).get(0) + "/v1/jobs",
                id,
                "{\"jobKey\":\"%d\",\"type\":\"probe\"}".formatted(jobs.get(partition)));
        long deadline = System.nanoTime() + CREATED_WITHIN.toNanos();
        HttpResponse<String> answer = ask(request);
        while (answer.statusCode() / 100 != OK / 100) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "Expected a job to be created, but was told " + answer.statusCode() + " " + answer.body());
            }
            LockSupport.parkNanos(EVERY.toNanos());
            answer = ask(request);
        }
        memories.remember(
                new CommandMemory(command, Told.accepted(sequence(answer.body()), System.currentTimeMillis())));
        known.increment();
    }

    private HttpResponse<String> ask(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static HttpRequest request(String uri, String id, String body) {
        return HttpRequest.newBuilder(URI.create(uri))
                .timeout(ANSWER_WITHIN)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", id)
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    /** A clock that a round has thrown at goes no more, silently: what is thrown is kept for the end. */
    private void roundOrFault() {
        try {
            round();
        } catch (RuntimeException e) {
            fault.compareAndSet(null, e);
        }
    }

    private void round() {
        for (int partition = 0; partition < jobs.size(); partition++) {
            String id = "probe-" + ++number;
            send(
                    new SentCommand(
                            id, jobs.get(partition), CommandKind.FAIL, Channel.HTTP, System.currentTimeMillis()),
                    partition,
                    nodes.from((int) number));
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the last step throws nothing
    private void send(SentCommand command, int partition, List<String> inTurn) {
        caller.send(
                        inTurn,
                        url -> request(
                                url + "/v1/jobs/%d/failure".formatted(command.jobKey()),
                                command.commandId(),
                                "{\"retries\":9,\"errorMessage\":\"probe\"}"))
                .thenAccept(answer -> told(command, partition, answer))
                .whenComplete((done, own) -> {
                    if (own != null) {
                        fault.compareAndSet(null, own);
                    }
                });
    }

    private void told(SentCommand command, int partition, Optional<HttpResponse<String>> answer) {
        long now = System.currentTimeMillis();
        Optional<String> accepted = answer.filter(response -> response.statusCode() / 100 == OK / 100)
                .map(HttpResponse::body);
        memories.remember(new CommandMemory(
                command,
                accepted.map(body -> Told.accepted(sequence(body), now)).orElseGet(() -> Told.unknown(now))));
        known.increment();
        if (accepted.isPresent()) {
            note(new Answered(partition, command.sentAt(), now));
        }
    }

    private static long sequence(String body) {
        int at = body.indexOf(SEQUENCE) + SEQUENCE.length();
        int end = at;
        while (end < body.length() && Character.isDigit(body.charAt(end))) {
            end++;
        }
        return Long.parseLong(body.substring(at, end));
    }

    private synchronized void note(Answered answer) {
        answered.add(answer);
    }

    /** How long after this moment a partition gave its first answer to a command that was sent after it, in milliseconds. */
    public synchronized OptionalLong firstAnswer(int partition, long after) {
        return answered.stream()
                .filter(answer -> answer.partition() == partition && answer.sentAt() >= after)
                .mapToLong(answer -> answer.at() - after)
                .min();
    }

    /** The longest time within these times in which a partition gave no answer. */
    public synchronized Silence longestSilence(int partition, long from, long to) {
        long[] times = LongStream.concat(
                        answered.stream()
                                .filter(answer ->
                                        answer.partition() == partition && answer.at() >= from && answer.at() <= to)
                                .mapToLong(Answered::at)
                                .sorted(),
                        LongStream.of(to))
                .toArray();
        Silence longest = Silence.NONE;
        long last = from;
        for (long time : times) {
            if (time - last > longest.millis()) {
                longest = new Silence(partition, last, time - last);
            }
            last = time;
        }
        return longest;
    }

    /**
     * Tells of what went wrong here.
     *
     * @throws IllegalStateException if a probe could not be sent, or its answer was none that could be read
     */
    public void check() {
        Throwable first = fault.get();
        if (first != null) {
            throw new IllegalStateException("Expected probes to go on, but one of them failed", first);
        }
    }

    /** Ends, once the last answers have come or their time is over. */
    @Override
    public void close() {
        clock.shutdown();
        long deadline = System.nanoTime() + ANSWER_WITHIN.toNanos();
        while (known.sum() < number && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }
}
