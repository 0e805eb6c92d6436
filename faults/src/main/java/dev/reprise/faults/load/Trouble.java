package dev.reprise.faults.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Requests over HTTP that did not get what they asked for, with the time. Safe for use by many threads. */
public final class Trouble {
    /**
     * One of them.
     *
     * @param at when it ended, in epoch milliseconds
     * @param what {@code 503}, {@code 504}, {@code no connection}, {@code broken connection}, …
     */
    public record Event(long at, String what) {}

    private final List<Event> events = new ArrayList<>();

    synchronized void add(String what) {
        events.add(new Event(System.currentTimeMillis(), what));
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
}
