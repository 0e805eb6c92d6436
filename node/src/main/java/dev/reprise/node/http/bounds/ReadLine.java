package dev.reprise.node.http.bounds;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may read: so many at a time have a thread, so many more wait in line without one, each for no longer than a while. Safe for use by
 * many threads.
 *
 * @param <T> a read
 */
final class ReadLine<T> {
    /** What becomes of one that comes. */
    enum Turn {
        /** It is its turn; {@link #next} says so when it is over. */
        NOW,
        /** It waits; some {@link #next} or {@link #expired} returns it. */
        LATER,
        /** As many wait as may. */
        NEVER
    }

    private record Waiting<T>(T read, long since) {}

    private final int most;
    private final int mostWaiting;
    private final long longestWait;
    private final Deque<Waiting<T>> line = new ArrayDeque<>();
    private int reading;

    /**
     * @param most at a time
     * @param mostWaiting beside them
     * @param longestWait nanoseconds
     */
    ReadLine(int most, int mostWaiting, long longestWait) {
        this.most = most;
        this.mostWaiting = mostWaiting;
        this.longestWait = longestWait;
    }

    /** One comes. */
    synchronized Turn begin(T read, long now) {
        if (reading < most) {
            reading++;
            return Turn.NOW;
        }
        if (line.size() >= mostWaiting) {
            return Turn.NEVER;
        }
        line.add(new Waiting<>(read, now));
        return Turn.LATER;
    }

    /** One is over; the one whose turn it is now, null if nobody waits. */
    synchronized @Nullable T next() {
        Waiting<T> first = line.poll();
        if (first == null) {
            reading--;
            return null;
        }
        return first.read();
    }

    /** How many wait at the moment. */
    synchronized int waiting() {
        return line.size();
    }

    /** Takes those out of the line that have waited too long. */
    synchronized List<T> expired(long now) {
        List<T> expired = new ArrayList<>();
        while (!line.isEmpty() && now - line.element().since() > longestWait) {
            expired.add(line.remove().read());
        }
        return expired;
    }
}
