package dev.reprise.faults.load;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Requests over HTTP that did not get what they asked for, with the time. Safe for use by many threads. */
public final class Trouble {
    /** A node refused the connection: nothing was sent, and the client goes on to the next node. */
    static final String NO_CONNECTION = "no connection";

    /** All nodes refused the connection. */
    static final String NO_NODE = "no node reachable";

    private static final String BROKEN_CONNECTION = "broken connection";

    private static final int UNAVAILABLE = 503;
    private static final String TRY_LATER = Integer.toString(UNAVAILABLE);

    /**
     * One of them.
     *
     * @param at when it ended, in epoch milliseconds
     * @param what {@code 503}, {@code 504}, {@code no connection}, {@code broken connection} and why, …
     */
    public record Event(long at, String what) {}

    private final List<Event> events = new ArrayList<>();

    synchronized void add(String what) {
        events.add(new Event(System.currentTimeMillis(), what));
    }

    /** Adds an answer that is not what was asked for. */
    void add(HttpResponse<?> answer) {
        add(Integer.toString(answer.statusCode()));
        if (answer.statusCode() == UNAVAILABLE
                && answer.headers().firstValue("Retry-After").isEmpty()) {
            add("503 without Retry-After");
        }
    }

    /** The connection broke, or the answer did not come in time. */
    void broken(IOException cause) {
        Throwable first = cause;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        add(BROKEN_CONNECTION + " (" + first.getClass().getSimpleName() + ": " + first.getMessage() + ")");
    }

    /** How many of each there were within these times. */
    public synchronized Map<String, Long> between(long from, long to) {
        Map<String, Long> counts = new TreeMap<>();
        for (Event event : events) {
            if (event.at() >= from && event.at() <= to) {
                counts.merge(event.what(), 1L, Long::sum);
            }
        }
        return counts;
    }

    /**
     * The same without what a client is not hurt by: 503 with Retry-After, and a connection that a node refused. Who was refused by all nodes
     * is counted.
     */
    public Map<String, Long> failedBetween(long from, long to) {
        Map<String, Long> failed = between(from, to);
        failed.remove(TRY_LATER);
        failed.remove(NO_CONNECTION);
        return failed;
    }
}
