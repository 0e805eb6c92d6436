package dev.reprise.bench.restore;

import dev.reprise.bench.load.CommittedEvents;
import dev.reprise.bench.load.JobSet;
import dev.reprise.bench.load.Jobs;
import dev.reprise.bench.load.Pace;
import dev.reprise.event.JobFailed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A few commands a second that never cease, whoever is there to decide them, and the times at which their events were seen. Nothing is
 * refused, lost or decided twice, and there is one partition: the n-th event is that of the n-th command.
 */
final class Trickle implements AutoCloseable {
    private static final int FAILED = CommittedEvents.idOf(JobFailed.getClassSchema());
    private static final int PER_SECOND = 100;
    private static final long LOOK_EVERY_NANOS = 5_000_000;

    private final Jobs load;
    private final JobSet jobs;
    private final Thread thread = new Thread(this::send, "trickles");
    private final List<Long> seen = new ArrayList<>();
    private final AtomicLong sent = new AtomicLong();
    private volatile boolean ending;

    Trickle(Jobs load, JobSet jobs, CommittedEvents events) {
        this.load = load;
        this.jobs = jobs;
        events.listen(this::seen);
        thread.setDaemon(true);
        thread.start();
    }

    private void send() {
        Pace pace = new Pace(PER_SECOND);
        while (!ending) {
            long unused = pace.await(sent.get());
            load.fail(jobs.scattered(sent.getAndIncrement()), null);
        }
    }

    private void seen(int schemaId, ConsumerRecord<byte[], byte[]> record, long nanos) {
        if (schemaId == FAILED) {
            synchronized (seen) {
                seen.add(nanos);
            }
        }
    }

    /** Waits until a command that is sent from now on has been decided. */
    void awaitDecision(Duration atMost) {
        long next = sent.get() + 1;
        long deadline = System.nanoTime() + atMost.toNanos();
        while (decided() < next) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException(
                        "Expected a decision within %d s, but of %d commands only %d have been decided"
                                .formatted(atMost.toSeconds(), sent.get(), decided()));
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }

    /**
     * The longest time without a decision from a moment on.
     *
     * @param from in {@link System#nanoTime}
     */
    Standstill standstill(long from) {
        synchronized (seen) {
            return Standstill.in(seen, from);
        }
    }

    private int decided() {
        synchronized (seen) {
            return seen.size();
        }
    }

    @Override
    public void close() {
        ending = true;
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
