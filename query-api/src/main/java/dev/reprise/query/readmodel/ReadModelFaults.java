package dev.reprise.query.readmodel;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens when a thread of the read model dies. Most faults pass: a new thread begins at what was committed. An event that
 * cannot be folded does not pass, nor do faults that come back again and again: then the read model stops, loudly and for good, and
 * the rest of the node goes on. Nothing is lost by it; a release that can fold the event carries on where this one stopped.
 */
final class ReadModelFaults implements StreamsUncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ReadModelFaults.class);
    private static final int MOST = 5;
    private static final long WINDOW_NANOS = 300_000_000_000L;
    private static final long PAUSE_NANOS = 2_000_000_000L;

    private final LongSupplier nanos;
    private final Deque<Long> deaths = new ArrayDeque<>();
    private final AtomicReference<@Nullable String> stopped = new AtomicReference<>();

    ReadModelFaults(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Why it has stopped for good; empty if it has not. */
    Optional<String> stoppedBecause() {
        return Optional.ofNullable(stopped.get());
    }

    @Override
    public StreamThreadExceptionResponse handle(Throwable fault) {
        Throwable unfoldable = cause(fault, UnfoldableEventException.class);
        if (unfoldable != null) {
            return stop(String.valueOf(unfoldable.getMessage()), fault);
        }
        if (cause(fault, RetriableException.class) != null) {
            LOG.warn("The read model waits for what it cannot reach", fault);
            LockSupport.parkNanos(PAUSE_NANOS);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        if (isOneTooMany()) {
            return stop("Expected its threads to live, but they keep dying: " + fault, fault);
        }
        LOG.error("A thread of the read model died and is replaced", fault);
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private StreamThreadExceptionResponse stop(String reason, Throwable fault) {
        stopped.compareAndSet(null, reason);
        LOG.error("The read model stops: no histories and counts on this node until it is restarted", fault);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    private synchronized boolean isOneTooMany() {
        long now = nanos.getAsLong();
        deaths.addLast(now);
        while (now - deaths.getFirst() > WINDOW_NANOS) {
            deaths.removeFirst();
        }
        return deaths.size() > MOST;
    }

    private static @Nullable Throwable cause(Throwable fault, Class<? extends Throwable> type) {
        for (Throwable at = fault; at != null; at = at.getCause()) {
            if (type.isInstance(at)) {
                return at;
            }
        }
        return null;
    }
}
