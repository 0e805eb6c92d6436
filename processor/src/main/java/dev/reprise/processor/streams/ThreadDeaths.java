package dev.reprise.processor.streams;

import dev.reprise.processor.metrics.Meter;
import dev.reprise.processor.metrics.Metrics;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens when a stream thread dies. A new one takes its place: most faults pass, and under exactly-once it begins at what was
 * committed, with local state restored; a step that threads die of is put aside, see {@link Suspects}. After more than
 * five deaths in five minutes, or more than 20 at steps, at once when memory has run out or a topic is missing, the engine gives up, loudly. An outage of the schema registry never makes it give up: it waits.
 */
final class ThreadDeaths implements StreamsUncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadDeaths.class);
    private static final int MOST = 5;
    /** Each makes progress: the step is tried twice and then put aside. If so many die of it, it is not the steps. */
    private static final int MOST_AT_STEPS = 20;

    private static final long WINDOW_NANOS = 300_000_000_000L;
    private static final long OUTAGE_PAUSE_NANOS = 2_000_000_000L;

    private final Metrics metrics;
    private final Consumer<Throwable> gaveUp;
    private final LongSupplier nanos;
    private final LongConsumer pause;
    private final Runnable exit;
    private final Deque<Long> deaths = new ArrayDeque<>();
    private final Deque<Long> deathsAtSteps = new ArrayDeque<>();

    /**
     * @param pause waits for so many nanoseconds
     * @param exit makes the thread leave its group, so that its partitions wait for nobody
     */
    ThreadDeaths(Metrics metrics, Consumer<Throwable> gaveUp, LongSupplier nanos, LongConsumer pause, Runnable exit) {
        this.metrics = metrics;
        this.gaveUp = gaveUp;
        this.nanos = nanos;
        this.pause = pause;
        this.exit = exit;
    }

    @Override
    public StreamThreadExceptionResponse handle(Throwable fault) {
        if (RegistryOutage.is(fault)) {
            LOG.warn("The schema registry cannot be reached; commands wait", fault);
            pause.accept(OUTAGE_PAUSE_NANOS);
            return replace();
        }
        boolean tooMany = has(fault, DeadlyStepException.class)
                ? isOneTooMany(deathsAtSteps, MOST_AT_STEPS)
                : isOneTooMany(deaths, MOST);
        if (!isHopeless(fault) && !tooMany) {
            LOG.error("A stream thread died and is replaced", fault);
            return replace();
        }
        LOG.error("The engine gives up: {}", advice(fault), fault);
        metrics.counter(Meter.THREAD_DEATHS, "gave_up").increment();
        gaveUp.accept(fault);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    private StreamThreadExceptionResponse replace() {
        metrics.counter(Meter.THREAD_DEATHS, "replaced").increment();
        exit.run();
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private synchronized boolean isOneTooMany(Deque<Long> deaths, int most) {
        long now = nanos.getAsLong();
        deaths.addLast(now);
        while (now - deaths.getFirst() > WINDOW_NANOS) {
            deaths.removeFirst();
        }
        return deaths.size() > most;
    }

    private static boolean isHopeless(Throwable fault) {
        return has(fault, OutOfMemoryError.class) || has(fault, MissingSourceTopicException.class);
    }

    private static String advice(Throwable fault) {
        if (has(fault, MissingSourceTopicException.class)) {
            return "a topic is missing; 'reprise topics create' creates what is missing";
        }
        if (has(fault, UnreadableRowException.class)) {
            return "a row of a store cannot be read; if a newer release wrote it, run that release or a later one";
        }
        return has(fault, OutOfMemoryError.class) ? "there is no memory left" : "stream threads keep dying";
    }

    private static boolean has(Throwable fault, Class<? extends Throwable> type) {
        for (Throwable at = fault; at != null; at = at.getCause()) {
            if (type.isInstance(at)) {
                return true;
            }
        }
        return false;
    }
}
