package dev.reprise.processor.streams;

import java.util.function.LongSupplier;

/**
 * The clock that decisions are made by. In the tests of what happens when a clock is set forth or back, and in these alone, the process
 * is started with the system property {@value #OFFSET}, which may then be changed at any time.
 */
final class WallClock {
    /** Milliseconds that the clock is ahead, negative if behind. Looked at only if it is set when the process starts. */
    static final String OFFSET = "reprise.test.clock-offset-ms";

    private WallClock() {}

    static LongSupplier ofProcess() {
        return Long.getLong(OFFSET) == null
                ? System::currentTimeMillis
                : () -> System.currentTimeMillis() + Long.getLong(OFFSET, 0);
    }
}
