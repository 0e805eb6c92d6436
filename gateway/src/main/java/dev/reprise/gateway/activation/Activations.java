package dev.reprise.gateway.activation;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.reprise.gateway.commands.Call;
import dev.reprise.gateway.commands.CommandGateway;
import dev.reprise.gateway.commands.GatewaySettings;
import dev.reprise.gateway.commands.Outcome.NotAppended;
import dev.reprise.gateway.log.Append.Refusal;
import dev.reprise.gateway.log.KafkaClients;
import dev.reprise.gateway.log.TopicTail;
import dev.reprise.processor.metrics.Metrics;
import dev.reprise.reply.ActivatedJob;
import dev.reprise.reply.CommandRejected;
import dev.reprise.reply.JobsAvailable;
import dev.reprise.schemas.RecordSerdes;
import dev.reprise.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands out jobs to workers that poll for them, over all partitions. A poll that finds none sleeps until a partition
 * says that it has jobs, and costs nothing meanwhile. Safe for use by many threads; futures are completed by a thread
 * of its own that must not be held up.
 *
 * <p>A job that was activated for a poll that nobody waits for any more is given back. What remains is the time between
 * the last byte written and the client's reading it: a client that dies there holds its jobs until the lease runs out.
 */
public final class Activations implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Activations.class);
    private static final String CLOSING = "The gateway is closing";
    private static final Duration TICK = Duration.ofMillis(50);
    private static final Duration PAUSE_AFTER_FAULT = Duration.ofMillis(500);
    /** So late an answer still gets its jobs given back. */
    private static final Duration ANSWER_AWAITED = Duration.ofMinutes(1);

    private final GatewaySettings settings;
    private final CommandGateway gateway;
    private final RecordSerdes serdes;
    private final LongSupplier nanoTime = System::nanoTime;
    private final ScheduledExecutorService thread;
    private final TopicTail notices;
    private final GiveBacks giveBacks;
    private final PollMetrics metrics;
    private final AtomicInteger waiters = new AtomicInteger();
    private final AtomicInteger asks = new AtomicInteger();
    private final CompletableFuture<Void> quiet = new CompletableFuture<>();
    /** For {@link #thread} only; null until it is known how many partitions there are. */
    private @Nullable Dispatcher dispatcher;

    private volatile boolean closing;

    private Activations(
            GatewaySettings settings,
            CommandGateway gateway,
            KafkaClients clients,
            RecordSerdes serdes,
            Metrics metrics) {
        this.settings = settings;
        this.gateway = gateway;
        this.serdes = serdes;
        this.metrics = new PollMetrics(metrics, waiters::get);
        thread = Executors.newSingleThreadScheduledExecutor(run -> {
            Thread worker = new Thread(run, "reprise-activations");
            worker.setDaemon(true);
            return worker;
        });
        giveBacks = new GiveBacks(gateway, thread, metrics);
        notices = new TopicTail(
                Topics.JOB_NOTICES,
                partitions -> IntStream.range(0, partitions).boxed().toList(),
                clients,
                this::notice,
                PAUSE_AFTER_FAULT);
    }

    /** Begins to hand out jobs. */
    public static Activations start(
            GatewaySettings settings,
            CommandGateway gateway,
            KafkaClients clients,
            RecordSerdes serdes,
            Metrics metrics) {
        Activations activations = new Activations(settings, gateway, clients, serdes, metrics);
        activations.notices.start();
        activations.thread.scheduleWithFixedDelay(
                () -> safely(activations::tick), TICK.toMillis(), TICK.toMillis(), MILLISECONDS);
        return activations;
    }

    /** Whether it wakes sleeping polls at once; if not, they look once a second. */
    public boolean ready() {
        return notices.following() && gateway.ready();
    }

    /** Polls without an answer at the moment. */
    public int waiters() {
        return waiters.get();
    }

    /** Waits for jobs. */
    public CompletableFuture<Activation> poll(Poll poll, Caller caller) {
        Optional<CommandRejected> mistake = poll.mistake();
        if (mistake.isPresent()) {
            return ended(new Activation.Rejected(mistake.get()));
        }
        if (!gateway.ready() || closing) {
            return refused(Refusal.UNAVAILABLE, closing ? CLOSING : "The gateway is not ready");
        }
        if (waiters.incrementAndGet() > settings.mostWaiters()) {
            waiters.decrementAndGet();
            return refused(Refusal.OVERLOADED, "As many polls wait as may: " + settings.mostWaiters());
        }
        long now = nanoTime.getAsLong();
        Duration time = poll.impatient() ? settings.patience() : poll.patience();
        Waiter waiter = new Waiter(poll, caller, now, now + time.toNanos(), new CompletableFuture<>());
        CompletableFuture<Activation> answer = waiter.answer.whenComplete((activation, fault) -> {
            waiters.decrementAndGet();
            metrics.ended(activation);
        });
        if (!execute(() -> dispatcher().join(waiter))) {
            waiter.answer.complete(new Activation.Refused(new NotAppended(Refusal.UNAVAILABLE, CLOSING)));
        }
        return answer;
    }

    /** Gives jobs back that could not be brought to their worker. */
    public void giveBack(List<ActivatedJob> jobs) {
        jobs.forEach(giveBacks::giveBack);
    }

    private CompletableFuture<Activation> refused(Refusal refusal, String reason) {
        return ended(new Activation.Refused(new NotAppended(refusal, reason)));
    }

    private CompletableFuture<Activation> ended(Activation activation) {
        metrics.ended(activation);
        return CompletableFuture.completedFuture(activation);
    }

    private void notice(ConsumerRecord<byte[], byte[]> record) {
        if (gateway.partitions() > 0
                && serdes.deserializer().deserialize(Topics.JOB_NOTICES, record.value())
                        instanceof JobsAvailable notice) {
            execute(() -> dispatcher().noticed(notice));
        }
    }

    private void ask(Ask ask) {
        asks.incrementAndGet();
        Call call = Call.anew().tracedBy(ask.waiter().poll.traceParent()).waiting(ANSWER_AWAITED);
        var unused = gateway.activate(ask.command(), ask.partition(), call)
                .thenAccept(outcome -> execute(() -> {
                    asks.decrementAndGet();
                    dispatcher().answered(ask, outcome);
                }));
    }

    private void tick() {
        if (gateway.partitions() > 0) {
            dispatcher().tick();
        }
        if (closing && asks.get() == 0 && waiters.get() == 0 && giveBacks.underWay() == 0) {
            quiet.complete(null);
        }
    }

    private Dispatcher dispatcher() {
        Dispatcher known = dispatcher;
        if (known == null) {
            known = new Dispatcher(gateway.partitions(), this::ask, this::giveBack, notices::following, nanoTime);
            dispatcher = known;
        }
        return known;
    }

    /** Hands work to the thread; false if it is closed. */
    private boolean execute(Runnable work) {
        try {
            thread.execute(() -> safely(work));
            return true;
        } catch (RejectedExecutionException e) {
            log.debug("Closed", e);
            return false;
        }
    }

    private static void safely(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            log.error("Going on after a fault in handing out jobs", e);
        }
    }

    /**
     * Takes no more polls and ends those that sleep with a refusal; those that are asking end with the answer. Returns at
     * once.
     */
    public void drain() {
        closing = true;
        execute(() -> {
            if (gateway.partitions() > 0) {
                dispatcher().close(new NotAppended(Refusal.UNAVAILABLE, CLOSING));
            }
        });
    }

    /**
     * Drains, gives back what comes too late, and waits up to 3 s for that. To be closed before the gateway is.
     */
    @Override
    public void close() {
        drain();
        quiet.completeOnTimeout(null, settings.farewell().toMillis(), MILLISECONDS)
                .join();
        notices.close();
        thread.shutdownNow();
        metrics.close();
    }
}
