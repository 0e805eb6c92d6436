package dev.reprise.bench.kafka;

import dev.reprise.bench.process.Usage;
import java.util.function.ToLongFunction;

/**
 * One round: so many records, from the moment at which processing went on until the last was seen committed.
 *
 * @param seconds how long it took
 * @param before what the processor had used before
 * @param after what it had used then
 * @param brokerNanos CPU time of the broker in between
 * @param footprint what was written, the input included
 */
record Round(int records, double seconds, Usage before, Usage after, long brokerNanos, Footprint footprint) {
    double perSecond() {
        return records / seconds;
    }

    /** CPU time of the processor for each record, in µs. */
    double processorMicros() {
        return micros(after.cpuNanos() - before.cpuNanos());
    }

    /** Part of it that its stream thread used: the one that bounds a partition. */
    double streamThreadMicros() {
        return micros(after.streamNanos() - before.streamNanos());
    }

    double brokerMicros() {
        return micros(brokerNanos);
    }

    /** So many bytes for each record. */
    double bytes(ToLongFunction<Footprint> part) {
        return part.applyAsLong(footprint) / (double) records;
    }

    private double micros(long nanos) {
        return nanos / 1e3 / records;
    }
}
