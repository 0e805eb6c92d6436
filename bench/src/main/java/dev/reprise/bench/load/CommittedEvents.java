package dev.reprise.bench.load;

import dev.reprise.schemas.AvroWire;
import dev.reprise.schemas.SchemaCatalogue;
import dev.reprise.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads what has been committed, as any consumer of events would (read committed), on a thread of its own, and counts it by type.
 * A command that is refused or put aside is a mistake of the run and ends it.
 */
public final class CommittedEvents implements AutoCloseable {
    /** Is given each record. Called by the reading thread. */
    @FunctionalInterface
    public interface Listener {
        void seen(int schemaId, ConsumerRecord<byte[], byte[]> record, long nanos);
    }

    private record Goal(int schemaId, long count, CompletableFuture<Long> reached) {}

    private static final Duration POLL = Duration.ofMillis(100);
    private static final int HEADER = 5;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<Integer, AtomicLong> counts = new ConcurrentHashMap<>();
    private final List<Goal> goals = new java.util.concurrent.CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile Listener listener = (schemaId, record, nanos) -> {};

    /** Reads these topics (partition 0) from the beginning. Records that are not Avro count as schema 0. */
    public CommittedEvents(String bootstrapServers, List<String> topics) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        20_000,
                        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                        8 << 20,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(
                topics.stream().map(topic -> new TopicPartition(topic, 0)).toList());
        thread = new Thread(this::read, "reads events");
        thread.setDaemon(true);
        thread.start();
    }

    /** Reads the engine's events, and sees to it that nothing is refused. */
    public static CommittedEvents ofEngine(String bootstrapServers) {
        return new CommittedEvents(
                bootstrapServers, List.of(Topics.JOB_EVENTS, Topics.JOB_REJECTIONS, Topics.JOB_DEAD_LETTERS));
    }

    /** Id of a record type on the wire. */
    public static int idOf(Schema schema) {
        return SchemaCatalogue.released().newest(schema.getFullName()).id();
    }

    /** From now on this is told. */
    public void listen(Listener next) {
        listener = next;
    }

    /** How many of a type have been seen. */
    public long count(int schemaId) {
        return counter(schemaId).get();
    }

    /** When so many more of a type than now have been seen, in {@link System#nanoTime}. */
    public CompletableFuture<Long> after(int schemaId, long more) {
        return at(schemaId, count(schemaId) + more);
    }

    /** When so many of a type in all have been seen, in {@link System#nanoTime}. */
    public CompletableFuture<Long> at(int schemaId, long count) {
        Goal goal = new Goal(schemaId, count, new CompletableFuture<>());
        goals.add(goal);
        if (count(schemaId) >= count) {
            goal.reached.complete(System.nanoTime()); // before anyone looked
            goals.remove(goal);
        }
        return goal.reached;
    }

    /** Waits for a goal. */
    public long await(CompletableFuture<Long> goal, Duration atMost) {
        try {
            return goal.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("Expected more events within " + atMost + ", but have only " + counts, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void read() {
        try {
            while (true) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                long nanos = System.nanoTime();
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    take(record, nanos);
                }
                if (!records.isEmpty()) {
                    look(nanos);
                }
            }
        } catch (WakeupException e) {
            // closed
        } catch (RuntimeException e) {
            goals.forEach(goal -> goal.reached.completeExceptionally(e));
        } finally {
            consumer.close();
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record, long nanos) {
        if (record.topic().equals(Topics.JOB_REJECTIONS) || record.topic().equals(Topics.JOB_DEAD_LETTERS)) {
            throw new IllegalStateException("Expected every command to be carried out, but this came to "
                    + record.topic() + ": "
                    + (record.topic().equals(Topics.JOB_REJECTIONS)
                            ? new AvroWire().decode(record.value())
                            : record.headers()));
        }
        int id = idIn(record.value());
        counter(id).incrementAndGet();
        listener.seen(id, record, nanos);
    }

    private void look(long nanos) {
        for (Goal goal : goals) {
            if (count(goal.schemaId) >= goal.count) {
                goal.reached.complete(nanos);
                goals.remove(goal);
            }
        }
    }

    private AtomicLong counter(int schemaId) {
        return counts.computeIfAbsent(schemaId, id -> new AtomicLong());
    }

    private static int idIn(byte[] value) {
        return value.length < HEADER || value[0] != 0
                ? 0
                : (value[1] & 0xff) << 24 | (value[2] & 0xff) << 16 | (value[3] & 0xff) << 8 | value[4] & 0xff;
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
