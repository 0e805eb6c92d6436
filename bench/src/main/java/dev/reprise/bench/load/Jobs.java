package dev.reprise.bench.load;

import dev.reprise.bench.process.ProgressLines;
import dev.reprise.event.JobCreated;
import dev.reprise.event.JobFailed;
import dev.reprise.schemas.JobKeys;
import dev.reprise.schemas.Topics;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Creates jobs and fails them, through Kafka, in bulk. */
public final class Jobs {
    private static final int CREATED = CommittedEvents.idOf(JobCreated.getClassSchema());
    private static final int FAILED = CommittedEvents.idOf(JobFailed.getClassSchema());
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final Sender sender;
    private final CommittedEvents events;
    private final SampleCommands.Wire wire;

    public Jobs(Sender sender, CommittedEvents events) {
        this(sender, events, 0);
    }

    /**
     * With variables of a size.
     *
     * @param payload bytes of a job's variables; 0 for a few as they are in practice
     */
    public Jobs(Sender sender, CommittedEvents events, int payload) {
        this.sender = sender;
        this.events = events;
        wire = new SampleCommands.Wire(payload);
    }

    /** Creates the jobs, and returns when all are. */
    public void create(JobSet jobs) {
        long start = System.nanoTime();
        CompletableFuture<Long> created = events.after(CREATED, jobs.count());
        for (int i = 0; i < jobs.count(); i++) {
            long key = jobs.key(i);
            sender.sendCommand(Topics.JOB_COMMANDS, JobKeys.recordKey(key), wire.create(key));
        }
        sender.flush();
        long end = events.await(created, PATIENCE);
        ProgressLines.say(
                "%,d jobs created, %,.0f a second", jobs.count(), jobs.count() * 1e9 / Math.max(1, end - start));
    }

    /** Sends failures of so many jobs on the way through the set. */
    public void sendFailures(JobSet jobs, long from, int count, IntFunction<@Nullable Long> backOff) {
        for (int i = 0; i < count; i++) {
            fail(jobs.scattered(from + i), backOff.apply(i));
        }
        sender.flush();
    }

    /** Sends one failure. */
    public void fail(long key, @Nullable Long backOff) {
        sender.sendCommand(Topics.JOB_COMMANDS, JobKeys.recordKey(key), wire.fail(key, backOff));
    }

    /** Sends failures of all jobs of a set, and returns when all have failed. */
    public void fail(JobSet jobs, IntFunction<@Nullable Long> backOff) {
        CompletableFuture<Long> failed = failed(jobs.count());
        sendFailures(jobs, 0, jobs.count(), backOff);
        long unused = events.await(failed, PATIENCE);
    }

    /** When so many more have failed. */
    public CompletableFuture<Long> failed(int more) {
        return events.after(FAILED, more);
    }
}
