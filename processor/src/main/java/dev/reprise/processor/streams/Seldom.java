package dev.reprise.processor.streams;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/**
 * Something that is dear to find out and asked for often. One asks at a time, and not before the last answer has got old; all others
 * get the last answer at once.
 */
final class Seldom<T> {
    private final UnaryOperator<T> ask;
    private final long pause;
    private final LongSupplier nanos;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile Answer<T> last;

    private record Answer<T>(T value, long at) {}

    /**
     * @param none the answer before there is one
     * @param ask finds out; given the last answer, which it may give again
     * @param pause from the end of one question to the next
     */
    Seldom(T none, UnaryOperator<T> ask, Duration pause, LongSupplier nanos) {
        this.ask = ask;
        this.pause = pause.toNanos();
        this.nanos = nanos;
        last = new Answer<>(none, nanos.getAsLong() - this.pause);
    }

    T get() {
        if (isOld() && asking.tryLock()) {
            try {
                if (isOld()) {
                    T value = ask.apply(last.value());
                    last = new Answer<>(value, nanos.getAsLong());
                }
            } finally {
                asking.unlock();
            }
        }
        return last.value();
    }

    private boolean isOld() {
        return nanos.getAsLong() - last.at() >= pause;
    }
}
