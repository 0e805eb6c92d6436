package dev.reprise.bench.load;

import dev.reprise.bench.report.Latencies;
import dev.reprise.event.JobFailed;
import dev.reprise.schemas.JobKeys;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Fails jobs at a steady rate and takes the time until each failure is seen committed. The jobs must be so many that one has failed
 * long before its turn comes again.
 */
public final class TimedFailures {
    private static final int FAILED = CommittedEvents.idOf(JobFailed.getClassSchema());
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Jobs load;
    private final JobSet jobs;
    private final CommittedEvents events;
    private final CommittedEvents.Listener other;
    private final AtomicLongArray meant;
    private long next;
    private volatile Latencies latencies = new Latencies();

    public TimedFailures(Jobs load, JobSet jobs, CommittedEvents events) {
        this(load, jobs, events, (schemaId, record, nanos) -> {});
    }

    /**
     * With company.
     *
     * @param other is told of every event, too
     */
    public TimedFailures(Jobs load, JobSet jobs, CommittedEvents events, CommittedEvents.Listener other) {
        this.load = load;
        this.other = other;
        this.jobs = jobs;
        this.events = events;
        meant = new AtomicLongArray(jobs.count());
    }

    /** Runs, and returns when all failures have been seen. Nothing else may fail jobs meanwhile. */
    public Latencies run(int perSecond, int seconds) {
        long count = (long) perSecond * seconds;
        return run(perSecond, sent -> sent < count);
    }

    /** The same, for as long as something lasts. */
    public Latencies whilst(BooleanSupplier lasts, int perSecond) {
        return run(perSecond, sent -> lasts.getAsBoolean());
    }

    private Latencies run(int perSecond, LongPredicate more) {
        latencies = new Latencies();
        long before = events.count(FAILED);
        events.listen(this::seen);
        Pace pace = new Pace(perSecond);
        long sent = 0;
        for (; more.test(sent); sent++) {
            long key = jobs.scattered(next++);
            long time = pace.await(sent);
            meant.set(jobs.index(key), time);
            load.fail(key, null);
        }
        long unused = events.await(events.at(FAILED, before + sent), PATIENCE);
        return latencies;
    }

    private void seen(int schemaId, ConsumerRecord<byte[], byte[]> record, long nanos) {
        other.seen(schemaId, record, nanos);
        if (schemaId != FAILED) {
            return;
        }
        int index = jobs.index(JobKeys.fromRecordKey(record.key()));
        if (index >= 0 && index < jobs.count()) {
            latencies.record((nanos - meant.get(index)) / 1_000);
        }
    }
}
