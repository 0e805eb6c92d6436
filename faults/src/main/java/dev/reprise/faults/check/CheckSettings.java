package dev.reprise.faults.check;

import dev.reprise.faults.memory.ClockDoubt;
import java.time.Duration;
import java.util.List;

/**
 * What the checker must know of a load.
 *
 * @param endAt when everything had come to rest and reading began, in epoch milliseconds of the harness's clock
 * @param grace how long before the end a retry or a deadline must have been due to be missed
 * @param doubt when clocks were wrong
 * @param windows for which the lateness of retries is told apart
 * @param nobodyElse whether every command in the log is one that the clients remember; give-backs, which nodes send themselves, and
 *     activations aside
 * @param locks whether the load sends {@code LockJob}, which takes a job out of its backoff
 * @param seed of the sample of jobs that {@link StoresCheck} looks at
 */
public record CheckSettings(
        long endAt,
        Duration grace,
        ClockDoubt doubt,
        List<Window> windows,
        boolean nobodyElse,
        boolean locks,
        long seed) {
    public CheckSettings {
        windows = List.copyOf(windows);
    }

    /** Settings for a load whose clients remember everything, that sends no locks, and in which no clock was wrong. */
    public static CheckSettings endingAt(long endAt) {
        return new CheckSettings(endAt, Duration.ofSeconds(30), new ClockDoubt(), List.of(), true, false, endAt);
    }

    public CheckSettings withGrace(Duration time) {
        return new CheckSettings(endAt, time, doubt, windows, nobodyElse, locks, seed);
    }

    public CheckSettings withDoubt(ClockDoubt clocks) {
        return new CheckSettings(endAt, grace, clocks, windows, nobodyElse, locks, seed);
    }

    public CheckSettings withWindows(List<Window> times) {
        return new CheckSettings(endAt, grace, doubt, times, nobodyElse, locks, seed);
    }

    /** For a load beside others. */
    public CheckSettings amongOthers() {
        return new CheckSettings(endAt, grace, doubt, windows, false, locks, seed);
    }

    /** For a load that sends {@code LockJob}. */
    public CheckSettings withLocks() {
        return new CheckSettings(endAt, grace, doubt, windows, nobodyElse, true, seed);
    }

    public CheckSettings withSeed(long number) {
        return new CheckSettings(endAt, grace, doubt, windows, nobodyElse, locks, number);
    }
}
