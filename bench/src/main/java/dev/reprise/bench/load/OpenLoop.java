package dev.reprise.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;

/**
 * Requests at times that are fixed beforehand, whatever becomes of those before them. Each is timed from when it was meant to be sent,
 * so that one that waits for a connection does so on the clock: no coordinated omission. One thread, non-blocking: a few microseconds
 * a request, since it shares its processors with what it measures.
 */
public final class OpenLoop {
    /** Is told how each request ended. */
    @FunctionalInterface
    public interface Listener {
        /**
         * One has ended.
         *
         * @param status of the answer; 0 if there is none
         * @param meantAt when it was meant to be sent, in {@link System#nanoTime}
         */
        void ended(long number, int status, long meantAt, long nanos);
    }

    private static final long PATIENCE_NANOS = 20_000_000_000L;
    private static final long LOOK_EVERY_NANOS = 200_000_000L;

    private final int port;
    private final int mostLanes;
    private final LongFunction<ByteBuffer> request;
    private final Listener listener;
    private final Deque<Lane> idle = new ArrayDeque<>();
    private final Set<Lane> busy = new HashSet<>();
    private long next;
    private long lookedAt;

    /**
     * A new one, with no connection yet.
     *
     * @param mostLanes most connections at a time
     * @param request the request of a number, head and body
     */
    public OpenLoop(int port, int mostLanes, LongFunction<ByteBuffer> request, Listener listener) {
        this(port, mostLanes, request, listener, 0);
    }

    /** The same, whose requests begin with another number. */
    public OpenLoop(int port, int mostLanes, LongFunction<ByteBuffer> request, Listener listener, long first) {
        next = first;
        this.port = port;
        this.mostLanes = mostLanes;
        this.request = request;
        this.listener = listener;
    }

    /** Sends so many a second for so long, and returns when all have ended. Numbers go on where they were. */
    public void steadily(double perSecond, double seconds) {
        long start = System.nanoTime();
        long count = (long) (perSecond * seconds);
        run(i -> i < count, i -> start + (long) (i * 1e9 / perSecond));
    }

    /** Sends so many, each as soon as a connection is free. */
    public void asFastAsAnswered(long count) {
        run(i -> i < count, i -> System.nanoTime());
    }

    /** Sends for so long, each as soon as a connection is free, and returns when all have ended: a closed loop. */
    public void asFastAsAnswered(Duration length) {
        long end = System.nanoTime() + length.toNanos();
        run(i -> System.nanoTime() - end < 0, i -> System.nanoTime());
    }

    /** The number that comes next. */
    public long next() {
        return next;
    }

    @FunctionalInterface
    private interface Times {
        long of(long i);
    }

    private void run(LongPredicate more, Times times) {
        try (Selector selector = Selector.open()) {
            long begun = 0;
            while (more.test(begun) || !busy.isEmpty()) {
                while (more.test(begun) && times.of(begun) <= System.nanoTime() && begin(selector, times.of(begun))) {
                    begun++;
                }
                selector.select(this::proceed, 1);
                expire();
            }
            idle.forEach(Lane::close);
            idle.clear();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** False if all connections are busy. */
    private boolean begin(Selector selector, long meantAt) throws IOException {
        Lane lane = idle.poll();
        if (lane == null && busy.size() >= mostLanes) {
            return false;
        }
        if (lane == null) {
            lane = new Lane(port, selector);
        }
        lane.number = next++;
        lane.meantAt = meantAt;
        busy.add(lane);
        lane.send(request.apply(lane.number));
        return true;
    }

    private void proceed(SelectionKey key) {
        Lane lane = (Lane) key.attachment();
        int status = lane.proceed();
        if (status == Lane.UNFINISHED) {
            return;
        }
        if (!busy.contains(lane)) {
            idle.remove(lane); // the server closed it between two requests
            lane.close();
            return;
        }
        end(lane, status, System.nanoTime());
    }

    private void end(Lane lane, int status, long now) {
        busy.remove(lane);
        listener.ended(lane.number, status, lane.meantAt, now - lane.meantAt);
        if (status == Lane.LOST || !lane.goesOn()) {
            lane.close();
        } else {
            idle.push(lane);
        }
    }

    private void expire() {
        long now = System.nanoTime();
        if (now - lookedAt < LOOK_EVERY_NANOS) {
            return;
        }
        lookedAt = now;
        for (Lane lane : busy.stream()
                .filter(lane -> now - lane.meantAt > PATIENCE_NANOS)
                .toList()) {
            end(lane, Lane.LOST, now);
        }
    }
}
