package dev.reprise.faults.check;

/**
 * A time for which the lateness of retries is told apart: of those that were due in it.
 *
 * @param name windows of one name are told together
 * @param from epoch milliseconds of the harness's clock
 * @param to epoch milliseconds, inclusive
 */
public record Window(String name, long from, long to) {
    boolean holds(long at) {
        return from <= at && at <= to;
    }
}
