package dev.reprise.faults.load;

import dev.reprise.faults.memory.Memories;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** All clients of a cluster, at work until they are stopped. */
public final class Load implements AutoCloseable {
    private static final Duration STOP_WITHIN = Duration.ofSeconds(90);
    private static final long SEEDS_APART = 7_919;

    private final Memories memories = new Memories();
    private final Trouble trouble = new Trouble();
    private final LongAdder sent = new LongAdder();
    private final Stop stop = new Stop();
    private final List<Thread> clients = new ArrayList<>();

    /**
     * Starts it.
     *
     * @param urls of all nodes
     * @param httpClients threads that speak HTTP
     * @param kafkaPerSecond commands a second over Kafka
     */
    public Load(List<String> urls, String bootstrapServers, int httpClients, double kafkaPerSecond, long seed) {
        Nodes nodes = new Nodes(urls);
        HttpCaller http = new HttpCaller(nodes, trouble);
        JobReader reader = new JobReader(nodes, trouble, memories, seed + (httpClients + 1) * SEEDS_APART, stop);
        CommandSender sender = new CommandSender(http, memories, sent, reader::written);
        start("reader", reader);
        for (int i = 0; i < httpClients; i++) {
            start("http-" + i, new HttpClientLoad(i, sender, http, memories, seed + i * SEEDS_APART, stop));
        }
        start(
                "kafka-" + httpClients,
                new KafkaProducerLoad(
                        httpClients,
                        bootstrapServers,
                        kafkaPerSecond,
                        memories,
                        sent,
                        seed + httpClients * SEEDS_APART,
                        stop));
    }

    private void start(String name, Runnable client) {
        Thread thread = new Thread(
                () -> {
                    try {
                        client.run();
                    } catch (RuntimeException | Error e) {
                        stop.because(e);
                    }
                },
                name);
        thread.setDaemon(true);
        clients.add(thread);
        thread.start();
    }

    /** Commands of which the outcome is known by now, or never will be. */
    public long commands() {
        return sent.sum();
    }

    public Memories memories() {
        return memories;
    }

    /** Requests that did not get what they asked for. */
    public Trouble trouble() {
        return trouble;
    }

    /**
     * Goes on only if no client has met what must not be.
     *
     * @throws IllegalStateException with what it has met
     */
    public void check() {
        stop.check();
    }

    /** Has all clients finish what they are at; waits for up to 90 s, which is longer than any of them waits for an answer. */
    @Override
    public void close() {
        stop.ask();
        long deadline = System.nanoTime() + STOP_WITHIN.toNanos();
        for (Thread client : clients) {
            try {
                client.join(Math.max(
                        1, Duration.ofNanos(deadline - System.nanoTime()).toMillis()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (client.isAlive()) {
                throw new IllegalStateException("Expected client " + client.getName() + " to finish, but it did not");
            }
        }
    }
}
