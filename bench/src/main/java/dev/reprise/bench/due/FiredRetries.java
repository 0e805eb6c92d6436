package dev.reprise.bench.due;

import dev.reprise.bench.load.CommittedEvents;
import dev.reprise.bench.report.Latencies;
import dev.reprise.event.JobRetryDue;
import dev.reprise.schemas.AvroWire;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Reads off the events how late retries are. */
final class FiredRetries implements CommittedEvents.Listener {
    static final int DUE = CommittedEvents.idOf(JobRetryDue.getClassSchema());

    /**
     * A stretch of time.
     *
     * @param fired from due until fired, by the engine's own clock
     * @param seen from due until a consumer has seen it committed
     */
    record Stretch(Latencies fired, Latencies seen, Extremes extremes) {
        Stretch() {
            this(new Latencies(), new Latencies(), new Extremes());
        }
    }

    /** First and last of them, epoch milliseconds. */
    static final class Extremes {
        private long firstDue = Long.MAX_VALUE;
        private long lastDue;
        private long firstFired = Long.MAX_VALUE;
        private long lastFired;
        private long lastSeen;

        private synchronized void add(long due, long fired, long seen) {
            firstDue = Math.min(firstDue, due);
            lastDue = Math.max(lastDue, due);
            firstFired = Math.min(firstFired, fired);
            lastFired = Math.max(lastFired, fired);
            lastSeen = Math.max(lastSeen, seen);
        }

        synchronized long firstDue() {
            return firstDue;
        }

        synchronized long lastDue() {
            return lastDue;
        }

        synchronized long firstFired() {
            return firstFired;
        }

        synchronized long lastFired() {
            return lastFired;
        }

        synchronized long lastSeen() {
            return lastSeen;
        }
    }

    private final AvroWire wire = new AvroWire();
    private final AtomicReference<@Nullable Stretch> stretch = new AtomicReference<>();

    /** A new stretch begins. */
    Stretch begin() {
        Stretch begun = new Stretch();
        stretch.set(begun);
        return begun;
    }

    @Override
    public void seen(int schemaId, ConsumerRecord<byte[], byte[]> record, long nanos) {
        @Nullable Stretch now = stretch.get();
        if (schemaId != DUE || now == null) {
            return;
        }
        JobRetryDue event = wire.decode(record.value(), JobRetryDue.class);
        long seen = System.currentTimeMillis();
        long due = event.getDueAt().toEpochMilli();
        now.fired.record(event.getLateness() * 1_000);
        now.seen.record((seen - due) * 1_000);
        now.extremes.add(due, event.getOccurredAt().toEpochMilli(), seen);
    }
}
