package dev.reprise.processor.streams;

import java.time.Duration;

/**
 * How the due index is scanned.
 *
 * @param tick time between two scans, 1 ms or more. Retries fire this much late at most, as long as the budget suffices; every scan
 *     costs a few microseconds. A tick shorter than {@code poll.ms} is of no use while no commands come
 * @param entries most rows that one scan handles, 1 or more. Measured: 1,000 take about 20 ms
 * @param time longest time of one scan, 1 ms or more; commands of the partition wait meanwhile
 */
public record DueSettings(Duration tick, int entries, Duration time) {
    public static final DueSettings DEFAULT = new DueSettings(Duration.ofMillis(20), 1_000, Duration.ofMillis(20));

    public DueSettings {
        if (tick.toMillis() < 1 || entries < 1 || time.toMillis() < 1) {
            throw new IllegalArgumentException("Expected tick and time of 1 ms or more and 1 entry or more, but got "
                    + tick + ", " + time + " and " + entries);
        }
    }
}
