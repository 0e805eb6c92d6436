package dev.reprise.faults.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reprise.faults.memory.Channel;
import dev.reprise.faults.memory.CommandMemory;
import dev.reprise.faults.memory.Memories;
import dev.reprise.faults.memory.SentCommand;
import dev.reprise.faults.memory.Told;
import dev.reprise.schemas.RecordHeaders;
import dev.reprise.schemas.RecordSerdes;
import dev.reprise.schemas.Topics;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** One producer over Kafka, one thread: stories of many jobs side by side, at a steady rate. */
final class KafkaProducerLoad implements Runnable {
    private static final int JOBS_AT_A_TIME = 40;
    /** One of so many commands is appended twice, as by a producer that was restarted. */
    private static final int REPEATED = 50;

    private final String name;
    private final String bootstrapServers;
    private final double perSecond;
    private final Memories memories;
    private final Random chance;
    private final JobKeys keys;
    private final LongAdder sent;
    private final Stop stop;
    private final Deque<Deque<JobStory.Step>> stories = new ArrayDeque<>();
    private final Deque<Long> storyKeys = new ArrayDeque<>();
    private long commands;

    KafkaProducerLoad(
            int number,
            String bootstrapServers,
            double perSecond,
            Memories memories,
            LongAdder sent,
            long seed,
            Stop stop) {
        name = "kafka-" + number;
        this.bootstrapServers = bootstrapServers;
        this.perSecond = perSecond;
        this.memories = memories;
        this.sent = sent;
        this.stop = stop;
        chance = new Random(seed);
        keys = new JobKeys(number);
    }

    @Override
    public void run() {
        RecordSerdes serdes = RecordSerdes.from(Map.of());
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "acks", "all",
                        "enable.idempotence", "true",
                        "delivery.timeout.ms", "60000",
                        "request.timeout.ms", "10000",
                        "linger.ms", "5"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            long begin = System.nanoTime();
            for (long n = 0; !stop.isAsked(); n++) {
                long due = begin + (long) (n * TimeUnit.SECONDS.toNanos(1) / perSecond);
                while (System.nanoTime() < due && !stop.isAsked()) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                next(producer, serdes);
            }
        }
        serdes.close();
    }

    /** The next step of the story whose turn it is; a new story in place of one that has ended. */
    private void next(KafkaProducer<byte[], byte[]> producer, RecordSerdes serdes) {
        if (stories.size() < JOBS_AT_A_TIME) {
            long jobKey = keys.next();
            stories.addLast(new ArrayDeque<>(JobStory.of(jobKey, chance)));
            storyKeys.addLast(jobKey);
        }
        Deque<JobStory.Step> story = stories.removeFirst();
        long jobKey = storyKeys.removeFirst();
        send(producer, serdes, jobKey, story.removeFirst());
        if (!story.isEmpty()) {
            stories.addLast(story);
            storyKeys.addLast(jobKey);
        }
    }

    private void send(KafkaProducer<byte[], byte[]> producer, RecordSerdes serdes, long jobKey, JobStory.Step step) {
        String id = name + "-" + ++commands;
        SentCommand command = new SentCommand(id, jobKey, step.kind(), Channel.KAFKA, System.currentTimeMillis());
        SentCommand known = step.backOff() > 0 ? command.backingOff(step.backOff()) : command;
        byte[] value = serdes.serializer().serialize(Topics.JOB_COMMANDS, step.command());
        boolean twice = chance.nextInt(REPEATED) == 0;
        producer.send(record(jobKey, id, value), (metadata, fault) -> acknowledged(known, fault));
        if (twice) {
            producer.send(record(jobKey, id, value));
        }
    }

    private static ProducerRecord<byte[], byte[]> record(long jobKey, String id, byte[] value) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(Topics.JOB_COMMANDS, dev.reprise.schemas.JobKeys.recordKey(jobKey), value);
        record.headers().add(RecordHeaders.COMMAND_ID, id.getBytes(UTF_8));
        return record;
    }

    private void acknowledged(SentCommand command, @Nullable Exception fault) {
        long now = System.currentTimeMillis();
        memories.remember(new CommandMemory(command, fault == null ? Told.appended(now) : Told.unknown(now)));
        sent.increment();
    }
}
