package dev.reprise.processor.streams;

import dev.reprise.command.ActivateJobs;
import dev.reprise.common.RejectionType;
import dev.reprise.processor.engine.Cause;
import dev.reprise.processor.engine.Engine;
import dev.reprise.processor.engine.Moment;
import dev.reprise.processor.engine.Result;
import dev.reprise.processor.engine.rows.DueRow;
import dev.reprise.reply.JobsActivated;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.utils.Bytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine of one partition with its rows and its outbox. Each command, and each row that falls due, is one step: decided and
 * encoded in full, then written in full. A step that throws while it is decided leaves no trace; its command becomes a dead letter, its row is put
 * off. What comes out of here ends the task and with it the transaction: what is wrong with Kafka, the disk or the registry, and
 * whatever goes wrong while a step is being written ({@link Suspects} remembers the latter).
 */
final class TaskEngine implements Firing {
    private static final Logger LOG = LoggerFactory.getLogger(TaskEngine.class);

    private final Engine engine;
    private final StreamsRows rows;
    private final Outbox outbox;
    private final HungryTypes hungry;
    private final CommandMetrics metrics;
    private final ScanMetrics scanMetrics;
    private final int partition;
    private final SeldomLog log = new SeldomLog(LOG);

    TaskEngine(
            Engine engine,
            StreamsRows rows,
            Outbox outbox,
            CommandMetrics metrics,
            ScanMetrics scanMetrics,
            int partition) {
        this.engine = engine;
        this.rows = rows;
        this.outbox = outbox;
        this.metrics = metrics;
        this.scanMetrics = scanMetrics;
        this.partition = partition;
        hungry = new HungryTypes(partition);
    }

    /** Takes a record of job-commands, whatever it is. */
    void take(Arrival arrival, Intake intake, long now) {
        if (intake instanceof Intake.Taken taken) {
            handle(arrival, taken, now);
        } else if (intake instanceof Intake.Contradictory contradictory) {
            refuse(arrival, contradictory, now);
        } else if (intake instanceof Intake.Misplaced) {
            outbox.forward(arrival, now);
            outbox.flush();
            metrics.forwarded();
        } else if (intake instanceof Intake.Dead dead) {
            putAside(arrival, dead.reason(), dead.fault(), now);
        }
    }

    /** Tells everyone who waits for jobs to ask again. */
    void wakeEveryone(long now) {
        outbox.notices(List.of(hungry.everything()), now);
        outbox.flush();
    }

    private void handle(Arrival arrival, Intake.Taken taken, long now) {
        Result result;
        try {
            result = engine.handle(taken.command(), new Moment(now, taken.cause()));
            stage(arrival, taken, result, now);
        } catch (RuntimeException | StackOverflowError e) {
            giveUp(e);
            putAside(arrival, DeadLetterReason.ENGINE_FAILED, Fault.of(e), now);
            return;
        }
        rows.flush();
        outbox.flush();
        metrics.decided(taken.command(), result, now - arrival.timestamp());
    }

    private void stage(Arrival arrival, Intake.Taken taken, Result result, long now) {
        outbox.events(result.events(), now);
        SpecificRecord answer = result.answer();
        if (answer != null) {
            outbox.answer(answer, arrival, taken.cause(), now);
        }
        if (taken.command() instanceof ActivateJobs command && answer instanceof JobsActivated activated) {
            outbox.notices(hungry.asked(command, activated), now);
        }
        outbox.notices(hungry.nowActivatable(result.nowActivatable()), now);
    }

    private void refuse(Arrival arrival, Intake.Contradictory contradictory, long now) {
        SpecificRecord answer = Engine.refuse(
                contradictory.command(),
                RejectionType.INVALID_ARGUMENT,
                "Expected the record's key and the command to name the same job, but the key names job "
                        + contradictory.recordKey(),
                new Moment(now, contradictory.cause()));
        outbox.answer(answer, arrival, contradictory.cause(), now);
        outbox.flush();
        metrics.decided(contradictory.command(), new Result(List.of(), answer, List.of()), now - arrival.timestamp());
    }

    @Override
    public boolean fire(Bytes key, long at) {
        DueRow row = row(key);
        Optional<Result> result;
        try {
            result = engine.due(row, new Moment(at, Cause.time(partition)));
            if (result.isPresent()) {
                outbox.events(result.get().events(), at);
                outbox.notices(hungry.nowActivatable(result.get().nowActivatable()), at);
            } else {
                rows.removeDue(row);
            }
        } catch (RuntimeException | StackOverflowError e) {
            giveUp(e);
            log.warn(row.kind(), "A due row made the engine throw and is put off", Fault.of(e), at);
            scanMetrics.parked();
            return false;
        }
        rows.flush();
        outbox.flush();
        measure(row, result);
        return true;
    }

    private void measure(DueRow row, Optional<Result> result) {
        if (result.isPresent()) {
            metrics.fired(result.get());
            scanMetrics.fired(row.kind());
        } else {
            scanMetrics.stale();
        }
    }

    private void putAside(Arrival arrival, DeadLetterReason reason, Fault fault, long now) {
        outbox.deadLetter(arrival, reason, fault, now);
        outbox.flush();
        metrics.deadLetter(reason);
        log.warn(
                reason,
                "Record %d of partition %d became a dead letter".formatted(arrival.offset(), partition),
                fault,
                now);
    }

    /** Undoes a step, unless what went wrong is no fault of the step. */
    private void giveUp(Throwable fault) {
        if (RegistryOutage.is(fault)) {
            throw RegistryOutage.waitForIt(fault);
        }
        if (fault instanceof KafkaException kafka && !(fault instanceof SerializationException)) {
            throw kafka;
        }
        rows.discard();
        outbox.discard();
    }

    private static DueRow row(Bytes key) {
        try {
            return RowKeys.dueRow(key.get());
        } catch (RuntimeException e) {
            throw new UnreadableRowException(StoreNames.JOBS, JobIndex.DUE + " " + key, e);
        }
    }
}
