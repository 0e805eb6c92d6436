package dev.reprise.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.reprise.gateway.log.KafkaClients;
import dev.reprise.schemas.AvroWire;
import dev.reprise.schemas.RecordHeaders;
import dev.reprise.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A log in memory, in place of a cluster: what is sent can be looked at, and answered by a function in the engine's place. */
public final class FakeLog implements KafkaClients {
    private static final AvroWire WIRE = new AvroWire();

    /** A command as it arrived. */
    public record Sent(
            SpecificRecord command,
            int partition,
            String key,
            String commandId,
            String replyTo,
            String correlationId,
            @Nullable String traceParent) {}

    private final int partitions;
    private final List<Sent> sent = new CopyOnWriteArrayList<>();
    private final List<ProducerRecord<byte[], byte[]>> others = new CopyOnWriteArrayList<>();
    private final List<Tail> tails = new CopyOnWriteArrayList<>();
    private final List<Sender> producers = new CopyOnWriteArrayList<>();
    private final AtomicLong offsets = new AtomicLong(100);
    private volatile Function<Sent, Optional<SpecificRecord>> engine = sent -> Optional.empty();
    private volatile @Nullable RuntimeException fault;
    private volatile CompletableFuture<Void> faultComes = CompletableFuture.completedFuture(null);
    private volatile boolean topics = true;

    public FakeLog(int partitions) {
        this.partitions = partitions;
    }

    /** Who answers. The answer is there when the command is. */
    public FakeLog answering(Function<Sent, Optional<SpecificRecord>> engine) {
        this.engine = engine;
        return this;
    }

    /** What happens to commands from now on: they fail later, and do not arrive; null for nothing. */
    public void failing(@Nullable RuntimeException fault) {
        failing(fault, CompletableFuture.completedFuture(null));
    }

    /** The same, but they fail only when this is complete. */
    public void failing(@Nullable RuntimeException fault, CompletableFuture<Void> when) {
        faultComes = when;
        this.fault = fault;
    }

    /** Takes the topics away. */
    public FakeLog withoutTopics() {
        topics = false;
        return this;
    }

    public void createTopics() {
        topics = true;
    }

    public List<Sent> sent() {
        return List.copyOf(sent);
    }

    /** The commands of one type, in the order in which they came. */
    public <C> List<C> sent(Class<C> type) {
        return sent.stream()
                .map(Sent::command)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** Records sent to other topics. */
    public List<ProducerRecord<byte[], byte[]>> others() {
        return List.copyOf(others);
    }

    public List<Sender> producers() {
        return List.copyOf(producers);
    }

    /** How many readers have been opened so far. */
    public int readers() {
        return tails.size();
    }

    /** Lets the readers of a topic fail once, all that are open. */
    public void failReaders(String topic, org.apache.kafka.common.KafkaException fault) {
        tails.stream().filter(tail -> tail.reads(topic)).forEach(tail -> tail.setPollException(fault));
    }

    /** Answers a command. */
    public void answer(Sent to, SpecificRecord answer) {
        answer(to, WIRE.encode(answer));
    }

    /** Answers a command with any bytes. */
    public void answer(Sent to, byte[] answer) {
        append(Topics.JOB_REPLIES, Integer.parseInt(to.replyTo()), to.correlationId(), answer);
    }

    /** Appends a record for whoever reads the topic. */
    public void append(String topic, int partition, String key, byte[] value) {
        long offset = offsets.incrementAndGet();
        for (Tail tail : tails) {
            tail.append(new ConsumerRecord<>(topic, partition, offset, key.getBytes(UTF_8), value));
        }
    }

    public void append(String topic, int partition, String key, SpecificRecord value) {
        append(topic, partition, key, WIRE.encode(value));
    }

    @Override
    public Producer<byte[], byte[]> producer() {
        Sender producer = new Sender();
        producers.add(producer);
        return producer;
    }

    @Override
    public Consumer<byte[], byte[]> consumer() {
        Tail tail = new Tail();
        tails.add(tail);
        return tail;
    }

    private List<PartitionInfo> infos(String topic, int count) {
        List<PartitionInfo> infos = new ArrayList<>();
        Node node = new Node(0, "nowhere", 1);
        for (int i = 0; topics && i < count; i++) {
            infos.add(new PartitionInfo(topic, i, node, new Node[] {node}, new Node[] {node}));
        }
        return infos;
    }

    /** Takes records; fails as it is told to, from a thread of its own as a real producer does. */
    public final class Sender extends MockProducer<byte[], byte[]> {
        Sender() {
            super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        }

        @Override
        public List<PartitionInfo> partitionsFor(String topic) {
            return infos(topic, partitions);
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
            RuntimeException failure = fault;
            if (failure != null) {
                CompletableFuture<Void> when = faultComes;
                return when.thenRunAsync(() -> callback.onCompletion(null, failure))
                        .thenApply(done -> new RecordMetadata(new TopicPartition(record.topic(), 0), -1, 0, -1, 0, 0));
            }
            Future<RecordMetadata> future = super.send(record, callback);
            arrived(record);
            return future;
        }

        private void arrived(ProducerRecord<byte[], byte[]> record) {
            if (!record.topic().equals(Topics.JOB_COMMANDS)) {
                others.add(record);
                return;
            }
            Sent arrived = new Sent(
                    WIRE.decode(record.value()),
                    record.partition(),
                    new String(record.key(), UTF_8),
                    header(record, RecordHeaders.COMMAND_ID),
                    header(record, RecordHeaders.REPLY_TO),
                    header(record, RecordHeaders.CORRELATION_ID),
                    record.headers().lastHeader(RecordHeaders.TRACE_PARENT) == null
                            ? null
                            : header(record, RecordHeaders.TRACE_PARENT));
            sent.add(arrived);
            engine.apply(arrived).ifPresent(answer -> answer(arrived, answer));
        }

        private String header(ProducerRecord<byte[], byte[]> record, String name) {
            Header header = requireNonNull(record.headers().lastHeader(name), name);
            return new String(header.value(), UTF_8);
        }
    }

    /** A consumer that does not spin, and can be given records that come before it looks. */
    private final class Tail extends MockConsumer<byte[], byte[]> {
        Tail() {
            super("latest");
        }

        @Override
        public synchronized List<PartitionInfo> partitionsFor(String topic, Duration timeout) {
            return infos(topic, topic.equals(Topics.JOB_NOTICES) ? 1 : partitions);
        }

        @Override
        public synchronized void assign(java.util.Collection<TopicPartition> assigned) {
            super.assign(assigned);
            assigned.forEach(partition -> updateEndOffsets(Map.of(partition, offsets.get() + 1)));
            assigned.forEach(partition -> updateBeginningOffsets(Map.of(partition, 0L)));
        }

        boolean reads(String topic) {
            return !closed()
                    && assignment().stream()
                            .anyMatch(partition -> partition.topic().equals(topic));
        }

        synchronized void append(ConsumerRecord<byte[], byte[]> record) {
            if (!closed() && assignment().contains(new TopicPartition(record.topic(), record.partition()))) {
                addRecord(record);
                notifyAll();
            }
        }

        @Override
        public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            ConsumerRecords<byte[], byte[]> records = super.poll(Duration.ZERO);
            if (records.isEmpty()) {
                try {
                    wait(5);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return records;
        }
    }
}
