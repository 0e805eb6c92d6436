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
 * committed, with local state restored. After five deaths in five minutes, at once when memory has run out or a topic is missing, the
 * engine gives up, loudly. An outage of the schema registry never makes it give up: it waits.
 */
final class ThreadDeaths implements StreamsUncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadDeaths.class);
    private static final int MOST = 5;
    private static final long WINDOW_NANOS = 300_000_000_000L;
    private static final long OUTAGE_PAUSE_NANOS = 2_000_000_000L;

    private final Metrics metrics;
    private final Consumer<Throwable> gaveUp;
    private final LongSupplier nanos;
    private final LongConsumer pause;
    private final Deque<Long> deaths = new ArrayDeque<>();

    /**
     * @param pause waits for so many nanoseconds
     */
    ThreadDeaths(Metrics metrics, Consumer<Throwable> gaveUp, LongSupplier nanos, LongConsumer pause) {
        this.metrics = metrics;
        this.gaveUp = gaveUp;
        this.nanos = nanos;
        this.pause = pause;
    }

    @Override
    public StreamThreadExceptionResponse handle(Throwable fault) {
        if (RegistryOutage.is(fault)) {
            LOG.warn("The schema registry cannot be reached; commands wait", fault);
            pause.accept(OUTAGE_PAUSE_NANOS);
            return replace();
        }
        if (!isHopeless(fault) && !isOneTooMany()) {
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
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private synchronized boolean isOneTooMany() {
        long now = nanos.getAsLong();
        deaths.addLast(now);
        while (now - deaths.getFirst() > WINDOW_NANOS) {
            deaths.removeFirst();
        }
        return deaths.size() > MOST;
    }

    private static boolean isHopeless(Throwable fault) {
        return has(fault, OutOfMemoryError.class) || has(fault, MissingSourceTopicException.class);
    }

    private static String advice(Throwable fault) {
        if (has(fault, MissingSourceTopicException.class)) {
            return "a topic is missing; 'reprise topics create' creates what is missing";
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
