package dev.reprise.faults.load;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Requests over HTTP that did not get what they asked for, with the time. Safe for use by many threads. */
public final class Trouble {
    /** A node refused the connection: nothing was sent, and the client goes on to the next node. */
    static final String NO_CONNECTION = "no connection";

    /** All nodes refused the connection. */
    static final String NO_NODE = "no node reachable";

    private static final String BROKEN_CONNECTION = "broken connection";

    private static final int UNAVAILABLE = 503;
    private static final String TRY_LATER = Integer.toString(UNAVAILABLE);

    /** A request that is sent within this time before something has been sent while nothing was amiss, and may still be hurt by it. */
    private static final long ON_ITS_WAY_MILLIS = 1_000;

    /**
     * One of them.
     *
     * @param sentAt when the request was sent, in epoch milliseconds
     * @param at when it ended, in epoch milliseconds
     * @param what {@code 503}, {@code 504}, {@code no connection}, {@code broken connection} and why, …
     */
    private record Event(long sentAt, long at, String what) {}

    private final List<Event> events = new ArrayList<>();

    /**
     * Adds one that ends now.
     *
     * @param sentAt when it was sent, in epoch milliseconds
     */
    void add(long sentAt, String what) {
        add(new Event(sentAt, System.currentTimeMillis(), what));
    }

    private synchronized void add(Event event) {
        events.add(event);
    }

    /** Adds an answer that is not what was asked for. */
    void add(long sentAt, HttpResponse<?> answer) {
        add(sentAt, Integer.toString(answer.statusCode()));
        if (answer.statusCode() == UNAVAILABLE
                && answer.headers().firstValue("Retry-After").isEmpty()) {
            add(sentAt, "503 without Retry-After");
        }
    }

    /** The connection broke, or the answer did not come in time. */
    void broken(long sentAt, IOException cause) {
        Throwable first = cause;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        add(sentAt, BROKEN_CONNECTION + " (" + first.getClass().getSimpleName() + ": " + first.getMessage() + ")");
    }

    /** How many of each there were. */
    public Map<String, Long> all() {
        return counted(event -> true);
    }

    /**
     * How many of each ended within these times, without what a client is not hurt by: 503 with Retry-After, and a connection that a node
     * refused. Who was refused by all nodes is counted. A request that had been sent before is one of {@link #leftOver}.
     */
    public Map<String, Long> failedBetween(long from, long to) {
        return withoutHarmless(counted(event -> endedBetween(event, from, to) && !isLeftOver(event, from)));
    }

    /** The same of requests that had been sent more than a second before: they wait for as long as their time-outs for what was amiss then. */
    public Map<String, Long> leftOver(long from, long to) {
        return withoutHarmless(counted(event -> endedBetween(event, from, to) && isLeftOver(event, from)));
    }

    private static boolean endedBetween(Event event, long from, long to) {
        return event.at >= from && event.at <= to;
    }

    private static boolean isLeftOver(Event event, long from) {
        return event.sentAt < from - ON_ITS_WAY_MILLIS;
    }

    private static Map<String, Long> withoutHarmless(Map<String, Long> counts) {
        counts.remove(TRY_LATER);
        counts.remove(NO_CONNECTION);
        return counts;
    }

    private synchronized Map<String, Long> counted(Predicate<Event> which) {
        Map<String, Long> counts = new TreeMap<>();
        for (Event event : events) {
            if (which.test(event)) {
                counts.merge(event.what, 1L, Long::sum);
            }
        }
        return counts;
    }
}
