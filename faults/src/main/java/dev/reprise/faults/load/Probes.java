package dev.reprise.faults.load;

import dev.reprise.faults.memory.Channel;
import dev.reprise.faults.memory.CommandKind;
import dev.reprise.faults.memory.CommandMemory;
import dev.reprise.faults.memory.Memories;
import dev.reprise.faults.memory.SentCommand;
import dev.reprise.faults.memory.Told;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

/**
 * Reports a failure to one job of each partition again and again, whether answers come or not, so that it is known how long a
 * partition gives none.
 */
public final class Probes implements AutoCloseable {
    private static final Duration EVERY = Duration.ofMillis(200);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);
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
    private final List<String> urls;
    private final Memories memories;
    private final List<Long> jobs = new ArrayList<>();
    private final List<Answered> answered = new ArrayList<>();
    private final LongAdder known = new LongAdder();
    private volatile long number;

    /** Creates the jobs and begins. */
    public Probes(List<String> urls, int partitions, Memories memories) {
        this.urls = List.copyOf(urls);
        this.memories = memories;
        JobKeys keys = new JobKeys(CLIENT);
        for (int partition = 0; partition < partitions; partition++) {
            long key = keys.next();
            while (dev.reprise.schemas.JobKeys.partitionFor(key, partitions) != partition) {
                key = keys.next();
            }
            jobs.add(key);
            send(partition, CommandKind.CREATE, "/v1/jobs", "{\"jobKey\":\"%d\",\"type\":\"probe\"}".formatted(key));
        }
        clock.scheduleAtFixedRate(this::round, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void round() {
        for (int partition = 0; partition < jobs.size(); partition++) {
            send(
                    partition,
                    CommandKind.FAIL,
                    "/v1/jobs/%d/failure".formatted(jobs.get(partition)),
                    "{\"retries\":9,\"errorMessage\":\"probe\"}");
        }
    }

    private void send(int partition, CommandKind kind, String path, String body) {
        String id = "probe-" + ++number;
        send(
                new SentCommand(id, jobs.get(partition), kind, Channel.HTTP, System.currentTimeMillis()),
                partition,
                path,
                body,
                (int) (number % urls.size()),
                urls.size());
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    private void send(SentCommand command, int partition, String path, String body, int node, int tries) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(urls.get(node) + path))
                .timeout(ANSWER_WITHIN)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", command.commandId())
                .POST(BodyPublishers.ofString(body))
                .build();
        client.sendAsync(request, BodyHandlers.ofString()).whenComplete((answer, fault) -> {
            if (fault != null && isNoConnection(fault) && tries > 1) {
                send(command, partition, path, body, (node + 1) % urls.size(), tries - 1);
            } else {
                long now = System.currentTimeMillis();
                boolean ok = fault == null && answer.statusCode() / 100 == OK / 100;
                memories.remember(new CommandMemory(
                        command, ok ? Told.accepted(sequence(answer.body()), now) : Told.unknown(now)));
                known.increment();
                if (ok) {
                    note(new Answered(partition, command.sentAt(), now));
                }
            }
        });
    }

    private static boolean isNoConnection(Throwable fault) {
        return fault.toString().contains("ConnectException");
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
