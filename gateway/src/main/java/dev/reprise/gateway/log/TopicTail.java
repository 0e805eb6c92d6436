package dev.reprise.gateway.log;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntFunction;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows partitions of a topic from where they end now, in a thread of its own, whatever happens: brokers that go and
 * come, a topic that is not there yet, consumers that fail. After a fault it goes on where it was, so that no record is
 * left out; only if it fails at the same place again and again it skips to the end.
 */
public final class TopicTail implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TopicTail.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration STEP = Duration.ofSeconds(2);
    private static final int TRIES_AT_ONE_PLACE = 5;

    /** Takes the records, in order, one at a time. What it throws is logged, and the record is passed over. */
    @FunctionalInterface
    public interface Reader {
        void read(ConsumerRecord<byte[], byte[]> record);
    }

    private final String topic;
    private final IntFunction<List<Integer>> choice;
    private final KafkaClients clients;
    private final Reader reader;
    private final Duration pause;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private volatile int partitions;
    private volatile boolean following;
    private volatile @Nullable Consumer<byte[], byte[]> open;
    private int faults;
    private boolean waiting;

    /**
     * A tail that is not yet begun.
     *
     * @param choice which partitions to follow, given how many there are
     * @param pause how long to wait after a fault
     */
    public TopicTail(
            String topic, IntFunction<List<Integer>> choice, KafkaClients clients, Reader reader, Duration pause) {
        this.topic = topic;
        this.choice = choice;
        this.clients = clients;
        this.reader = reader;
        this.pause = pause;
        this.thread = new Thread(this::run, "reprise-tail-" + topic);
        this.thread.setDaemon(true);
    }

    /** Begins; returns at once. */
    public void start() {
        thread.start();
    }

    /** Whether it has a place in the log and no fault: what is appended from now on will be read. */
    public boolean following() {
        return following;
    }

    /** How many partitions the topic has; 0 as long as that is unknown. */
    public int partitions() {
        return partitions;
    }

    private void run() {
        while (closing.getCount() > 0) {
            try (Consumer<byte[], byte[]> consumer = clients.consumer()) {
                open = consumer;
                if (assign(consumer)) {
                    following = true;
                    waiting = false;
                    follow(consumer);
                }
            } catch (WakeupException e) {
                log.debug("Asked to end");
            } catch (RuntimeException e) {
                fault(e);
            } finally {
                following = false;
                open = null;
            }
            rest();
        }
    }

    /** Goes to where reading went on or, the first time, to the end. */
    private boolean assign(Consumer<byte[], byte[]> consumer) {
        List<PartitionInfo> infos = consumer.partitionsFor(topic, STEP);
        if (infos == null || infos.isEmpty()) {
            waiting("it is not there");
            return false;
        }
        List<TopicPartition> chosen = choice.apply(infos.size()).stream()
                .map(partition -> new TopicPartition(topic, partition))
                .toList();
        consumer.assign(chosen);
        for (TopicPartition partition : chosen) {
            Long goOn = next.get(partition);
            if (goOn == null) {
                consumer.seekToEnd(List.of(partition));
                next.put(partition, consumer.position(partition, STEP));
            } else {
                consumer.seek(partition, goOn);
            }
        }
        partitions = infos.size();
        return true;
    }

    private void follow(Consumer<byte[], byte[]> consumer) {
        while (closing.getCount() > 0) {
            boolean any = false;
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                any = true;
                read(record);
                next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
            }
            if (any) {
                faults = 0;
            }
        }
    }

    private void read(ConsumerRecord<byte[], byte[]> record) {
        try {
            reader.read(record);
        } catch (RuntimeException e) {
            log.error("Passing over {}-{}-{}", record.topic(), record.partition(), record.offset(), e);
        }
    }

    private void fault(RuntimeException e) {
        if (e instanceof TimeoutException) {
            waiting(e.getMessage());
            return;
        }
        faults++;
        if (faults >= TRIES_AT_ONE_PLACE) {
            log.error("Skipping to the end of {} after {} faults at {}", topic, faults, next, e);
            next.clear();
            faults = 0;
        } else {
            log.warn("Reading {} anew from {}", topic, next, e);
        }
    }

    /** Says so once. */
    private void waiting(@Nullable String why) {
        if (!waiting) {
            log.warn("Waiting for topic {}: {}", topic, why);
        }
        waiting = true;
    }

    private void rest() {
        try {
            if (closing.await(pause.toMillis(), MILLISECONDS)) {
                log.debug("No longer following {}", topic);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closing.countDown();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        Consumer<byte[], byte[]> consumer = open;
        if (consumer != null) {
            consumer.wakeup();
        }
        try {
            thread.join(Duration.ofSeconds(5).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
