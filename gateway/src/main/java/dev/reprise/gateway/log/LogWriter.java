package dev.reprise.gateway.log;

import dev.reprise.gateway.log.Append.Appended;
import dev.reprise.gateway.log.Append.Refused;
import dev.reprise.gateway.log.Append.Uncertain;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends records and says honestly what became of each. Safe for use by many threads. A producer that can do nothing
 * any more is replaced by a new one.
 */
public final class LogWriter implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LogWriter.class);

    private final KafkaClients clients;
    private volatile Producer<byte[], byte[]> producer;
    private volatile boolean closed;

    public LogWriter(KafkaClients clients) {
        this.clients = clients;
        this.producer = clients.producer();
    }

    /**
     * Appends a record; the outcome is handed over exactly once, either by this thread before the call returns or by
     * the producer's thread, which must not be held up.
     */
    public void append(ProducerRecord<byte[], byte[]> record, Consumer<Append> then) {
        Producer<byte[], byte[]> current = producer;
        Sending sending = new Sending(then);
        try {
            current.send(record, sending);
        } catch (KafkaException | IllegalStateException e) {
            // send() throws only before it has taken the record over.
            if (!closed && !(e instanceof org.apache.kafka.common.errors.InterruptException)) {
                replace(current, e);
            }
            then.accept(new Refused(Append.Refusal.UNAVAILABLE, sentence(e)));
        } finally {
            sending.returned();
        }
    }

    /**
     * How many partitions a topic has. Blocks for a second at most.
     *
     * @throws KafkaException if that cannot be found out now
     */
    public int partitions(String topic) {
        return producer.partitionsFor(topic).size();
    }

    private synchronized void replace(Producer<byte[], byte[]> broken, RuntimeException fault) {
        if (closed || producer != broken) {
            return;
        }
        log.warn("Opening a new producer since this one fails for good", fault);
        producer = clients.producer();
        broken.close(Duration.ZERO);
    }

    /** Waits until what was handed over is appended or has failed, but no longer than this; then closes. */
    public void close(Duration patience) {
        synchronized (this) {
            closed = true;
        }
        producer.close(patience);
    }

    @Override
    public void close() {
        close(Duration.ofSeconds(10));
    }

    private static String sentence(Exception e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }

    /** Hands the outcome on. */
    private static final class Sending implements Callback {
        private final Consumer<Append> then;
        private volatile @Nullable Thread caller = Thread.currentThread();

        Sending(Consumer<Append> then) {
            this.then = then;
        }

        /** From here on it is the producer's thread that calls back. */
        void returned() {
            caller = null;
        }

        @Override
        public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception exception) {
            if (exception != null) {
                // Called by send() itself, the record was not taken over: no metadata in time, no room in the buffer.
                then.accept(WriteFaults.outcome(exception, Thread.currentThread() == caller, sentence(exception)));
            } else if (metadata != null) {
                then.accept(new Appended(metadata.partition(), metadata.offset()));
            } else {
                then.accept(new Uncertain("Expected the producer to say where the record is, but it did not"));
            }
        }
    }
}
