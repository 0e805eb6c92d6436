package dev.reprise.processor.streams;

import java.util.function.Supplier;
import org.apache.kafka.common.utils.Time;

/**
 * The clock that Kafka Streams schedules by: the wall clock at the start of the process, and from then on it only goes forward. By
 * the wall clock, Kafka Streams plans the next tick as an instant: if the clock is then set back by an hour, nothing falls due for
 * an hour. What is decided is decided by the wall clock all the same, see {@link Clocks}.
 */
final class SteadyTime implements Time {
    private static final long MILLI = 1_000_000;

    private final long startMillis = Time.SYSTEM.milliseconds();
    private final long startNanos = Time.SYSTEM.nanoseconds();

    @Override
    public long milliseconds() {
        return startMillis + (nanoseconds() - startNanos) / MILLI;
    }

    @Override
    public long hiResClockMs() {
        return Time.SYSTEM.hiResClockMs();
    }

    @Override
    public long nanoseconds() {
        return Time.SYSTEM.nanoseconds();
    }

    @Override
    public void sleep(long millis) {
        Time.SYSTEM.sleep(millis);
    }

    @Override
    public void waitObject(Object object, Supplier<Boolean> condition, long deadlineMillis)
            throws InterruptedException {
        Time.SYSTEM.waitObject(object, condition, Time.SYSTEM.milliseconds() + deadlineMillis - milliseconds());
    }
}
