package dev.reprise.gateway.commands;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.reprise.command.ActivateJobs;
import dev.reprise.gateway.commands.Outcome.NotAppended;
import dev.reprise.gateway.commands.PendingAnswers.Pending;
import dev.reprise.gateway.log.Append;
import dev.reprise.gateway.log.Append.Refusal;
import dev.reprise.gateway.log.KafkaClients;
import dev.reprise.gateway.log.LogWriter;
import dev.reprise.gateway.log.TopicTail;
import dev.reprise.processor.engine.Commands;
import dev.reprise.processor.metrics.Metrics;
import dev.reprise.schemas.JobKeys;
import dev.reprise.schemas.RecordSerdes;
import dev.reprise.schemas.RegistryUnavailableException;
import dev.reprise.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes commands and completes a future with what became of each: at the latest when its patience is over, never
 * exceptionally, and always with the truth. The future is completed by the thread that reads the answers, so whoever
 * does more than a little with it goes on in another thread ({@code thenApplyAsync}).
 *
 * <p>A bounded number of commands is in flight, and of each partition no more than it answers soon ({@link Congestion}). As long
 * as answers could not be read, nothing is appended.
 */
public final class CommandGateway implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(CommandGateway.class);
    private static final byte[] ACTIVATION_KEY = "activate".getBytes(UTF_8);
    private static final Duration TICK = Duration.ofMillis(50);
    private static final Duration PAUSE_AFTER_FAULT = Duration.ofMillis(500);

    private final GatewaySettings settings;
    private final RecordSerdes serdes;
    private final LongSupplier nanoTime;
    private final PendingAnswers pending;
    private final Congestion congestion;
    private final LogWriter writer;
    private final TopicTail tail;
    private final GatewayMetrics metrics;
    private final ScheduledExecutorService clock;
    /** Null until it is known how many partitions there are. */
    private volatile @Nullable Reachability partitions;

    private volatile boolean closing;

    CommandGateway(
            GatewaySettings settings,
            KafkaClients clients,
            LogWriter writer,
            RecordSerdes serdes,
            Metrics metrics,
            LongSupplier nanoTime) {
        this.settings = settings;
        this.writer = writer;
        this.serdes = serdes;
        this.nanoTime = nanoTime;
        pending = new PendingAnswers(settings.mostInFlight());
        congestion = new Congestion(settings, nanoTime);
        this.metrics = new GatewayMetrics(metrics, nanoTime, pending::size, this::partitionsLost, congestion::limit);
        AnswerReader reader = new AnswerReader(pending, serdes.deserializer(), this.metrics);
        tail = new TopicTail(
                Topics.JOB_REPLIES,
                count -> List.of(Addressing.replyPartition(settings.gatewayId(), count)),
                clients,
                reader::read,
                PAUSE_AFTER_FAULT);
        clock = Executors.newSingleThreadScheduledExecutor(run -> {
            Thread thread = new Thread(run, "reprise-gateway-clock");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** A gateway that is on its way: it becomes {@link #ready} by itself, as soon as it can read answers. */
    public static CommandGateway start(
            GatewaySettings settings, KafkaClients clients, LogWriter writer, RecordSerdes serdes, Metrics metrics) {
        CommandGateway gateway = new CommandGateway(settings, clients, writer, serdes, metrics, System::nanoTime);
        gateway.tail.start();
        gateway.clock.scheduleWithFixedDelay(gateway::tick, 0, TICK.toMillis(), MILLISECONDS);
        return gateway;
    }

    /** Learns how many partitions there are, and ends the waiting of those whose time is over. */
    void tick() {
        try {
            int count = partitions == null ? writer.partitions(Topics.JOB_COMMANDS) : 0;
            if (count > 0) {
                partitions = new Reachability(count);
            }
        } catch (KafkaException e) {
            log.debug("Waiting for topic {}", Topics.JOB_COMMANDS, e);
        }
        pending.expire(nanoTime.getAsLong());
        congestion.tick(pending.all());
    }

    /** Whether commands are taken: answers can be read, and it is not closing. */
    public boolean ready() {
        return partitions != null && tail.following() && !closing;
    }

    /** How many partitions jobs are spread over; 0 as long as that is unknown. */
    public int partitions() {
        Reachability known = partitions;
        return known == null ? 0 : known.count();
    }

    /** Commands without an answer at the moment. */
    public int inFlight() {
        return pending.size();
    }

    /**
     * Sends a command to its job.
     *
     * @throws IllegalArgumentException if it is not a command to a job, or its job key is not positive
     * @throws org.apache.kafka.common.errors.SerializationException if a field is missing
     */
    public CompletableFuture<Outcome> send(SpecificRecord command, Call call) {
        long jobKey = Commands.jobKey(command)
                .orElseThrow(
                        () -> new IllegalArgumentException("Expected a command to a job, but it is to a partition"));
        byte[] key = JobKeys.recordKey(jobKey);
        int count = partitions();
        return send(command, call, key, count == 0 ? 0 : JobKeys.partitionFor(jobKey, count));
    }

    /** Asks one partition, 0 to {@link #partitions} − 1, for jobs. */
    public CompletableFuture<Outcome> activate(ActivateJobs command, int partition, Call call) {
        return send(command, call, ACTIVATION_KEY, partition);
    }

    private CompletableFuture<Outcome> send(SpecificRecord command, Call call, byte[] key, int partition) {
        Reachability reach = partitions;
        if (reach == null || !ready()) {
            return refused(
                    command,
                    Refusal.UNAVAILABLE,
                    closing ? "The gateway is closing" : "The gateway cannot read answers at the moment");
        }
        long now = nanoTime.getAsLong();
        Duration patience = call.patience() == null ? settings.patience() : call.patience();
        if (!congestion.enter(command, partition)) {
            return refused(
                    command,
                    Refusal.OVERLOADED,
                    "Partition " + partition + " of job-commands has as many commands as it answers in time");
        }
        Optional<Pending> room = pending.open(
                Congestion.bringsWork(command), call.commandId(), partition, now, now + patience.toNanos());
        if (room.isEmpty()) {
            congestion.leave(partition);
            return refused(
                    command,
                    Refusal.OVERLOADED,
                    "As many commands are in flight as may be: " + settings.mostInFlight());
        }
        Pending mine = room.get();
        congestion.watch(mine);
        metrics.watch(mine, command);
        byte[] value = encode(command, mine);
        if (value != null && reach.allows(partition)) {
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(Topics.JOB_COMMANDS, partition, key, value);
            Addressing.write(record.headers(), call, mine, settings.gatewayId(), tail.partitions());
            writer.append(record, append -> appended(append, mine, partition, reach));
        } else if (value != null) {
            refuse(mine, Refusal.UNAVAILABLE, "Partition " + partition + " of job-commands cannot be reached");
        }
        return mine.answer;
    }

    /** The command as bytes; null if it has been refused. */
    private byte @Nullable [] encode(SpecificRecord command, Pending mine) {
        try {
            return serdes.serializer().serialize(Topics.JOB_COMMANDS, command);
        } catch (RegistryUnavailableException e) {
            refuse(mine, Refusal.UNAVAILABLE, String.valueOf(e.getMessage()));
            return null;
        } catch (RuntimeException e) {
            refuse(mine, Refusal.FORBIDDEN, "The command cannot be written");
            throw e;
        }
    }

    private void appended(Append append, Pending mine, int partition, Reachability reach) {
        if (append instanceof Append.Appended) {
            mine.appended = true;
            reach.reached(partition);
        } else if (append instanceof Append.Refused refused) {
            if (refused.refusal() == Refusal.UNAVAILABLE) {
                reach.lost(partition);
            } else {
                reach.undecided(partition);
            }
            refuse(mine, refused.refusal(), refused.reason());
        } else if (append instanceof Append.Uncertain uncertain) {
            // It may be in the log all the same, so the answer is waited for to the end.
            reach.lost(partition);
            mine.doubt = uncertain.reason();
        }
    }

    private void refuse(Pending mine, Refusal refusal, String reason) {
        pending.complete(mine, new NotAppended(refusal, reason));
    }

    private CompletableFuture<Outcome> refused(SpecificRecord command, Refusal refusal, String reason) {
        NotAppended outcome = new NotAppended(refusal, reason);
        metrics.refused(command, outcome);
        return CompletableFuture.completedFuture(outcome);
    }

    private double partitionsLost() {
        Reachability known = partitions;
        return known == null ? 0 : known.lost();
    }

    /**
     * Refuses new commands, waits up to 3 s for the answers to those in flight, then closes. The writer is the caller's to close, afterwards.
     */
    @Override
    public void close() {
        closing = true;
        pending.awaitNone(settings.farewell());
        tail.close();
        clock.shutdownNow();
        metrics.close();
    }
}
