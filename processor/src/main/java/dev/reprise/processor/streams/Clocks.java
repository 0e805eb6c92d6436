package dev.reprise.processor.streams;

import java.util.function.LongSupplier;

/**
 * The two clocks.
 *
 * @param wall epoch milliseconds, as people have it; it may step back. What is decided is decided by this one
 * @param nanos nanoseconds since anything; it only goes forward. To measure with
 */
record Clocks(LongSupplier wall, LongSupplier nanos) {
    static final Clocks SYSTEM = new Clocks(WallClock.ofProcess(), System::nanoTime);
}
