package dev.reprise.processor.streams;

import dev.reprise.processor.engine.Engine;
import dev.reprise.schemas.AvroWire;
import dev.reprise.schemas.RecordHeaders;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** One partition at work: its commands, and what falls due in it. Puts the parts together and hands records over. */
final class CommandProcessor implements Processor<byte[], byte[], Addressed, byte[]> {
    private final TopologyParts parts;
    private final OpenJobs open;
    private final Supplier<ScanDebt> debt;

    @SuppressWarnings("NullAway.Init")
    private ProcessorContext<Addressed, byte[]> context;

    @SuppressWarnings("NullAway.Init")
    private CommandReader reader;

    @SuppressWarnings("NullAway.Init")
    private TaskEngine engine;

    @SuppressWarnings("NullAway.Init")
    private Suspects suspects;

    @SuppressWarnings("NullAway.Init")
    private DueCursor dueCursor;

    @SuppressWarnings("NullAway.Init")
    private Ticker ticker;

    @SuppressWarnings("NullAway.Init")
    private CommitPace pace;

    @SuppressWarnings("NullAway.Init")
    private CommitPlan commits;

    @SuppressWarnings("NullAway.Init")
    private ProgressProof proof;

    private @Nullable ScanMetrics scanMetrics;
    private boolean awake;
    private int partition;

    /**
     * @param open the jobs of this and other tasks
     * @param debt that of the present thread
     */
    CommandProcessor(TopologyParts parts, OpenJobs open, Supplier<ScanDebt> debt) {
        this.parts = parts;
        this.open = open;
        this.debt = debt;
    }

    @Override
    public void init(ProcessorContext<Addressed, byte[]> taskContext) {
        context = taskContext;
        partition = taskContext.taskId().partition();
        JobStores stores = JobStores.of(taskContext, open);
        DueCursor cursor = new DueCursor(stores.meta());
        StreamsRows rows = new StreamsRows(stores, cursor, new AvroWire());
        CommandMetrics metrics = new CommandMetrics(parts.metrics());
        ScanMetrics scans = new ScanMetrics(parts.metrics(), partition);
        reader = new CommandReader(
                parts.serdes().deserializer(), parts.settings().partitions());
        engine = new TaskEngine(
                new Engine(parts.settings().engine(), parts.policies(taskContext), rows),
                rows,
                new Outbox(taskContext, parts.serdes().serializer(), metrics),
                metrics,
                scans,
                partition);
        suspects = new Suspects(parts.precautions(), partition, parts.clocks());
        scanMetrics = scans;
        dueCursor = cursor;
        DueScan scan = new DueScan(
                parts.settings().due(),
                stores,
                cursor,
                new GuardedFiring(engine, suspects, scans),
                parts.clocks(),
                scans);
        ticker = new Ticker(taskContext, parts.settings().due().tick(), parts.clocks(), debt, () -> tick(scan));
        pace = CommitPace.ofThread();
        pace.every(parts.commitInterval());
        commits = new CommitPlan(taskContext, pace, parts.clocks().nanos());
        proof = new ProgressProof(
                parts.progress(), partition, pace, parts.clocks().nanos(), this::wakeEveryone);
        ticker.start();
        parts.progress().begun(partition);
    }

    private long tick(DueScan scan) {
        if (!awake) { // not in init: the sinks may not be there yet
            wakeEveryone();
            awake = true;
        }
        boolean proving = proof.step();
        long next = scan.run();
        commits.soon();
        return proving ? Math.min(next, parts.clocks().wall().getAsLong()) : next;
    }

    private void wakeEveryone() {
        engine.wakeEveryone(parts.clocks().wall().getAsLong());
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        Arrival arrival = Arrival.of(record, context.recordMetadata().orElseThrow());
        boolean wasDeadly = take(arrival);
        ticker.expect(dueCursor.nextDue());
        parts.progress().processed(partition, arrival.offset());
        boolean alone = pace.workedOff(parts.clocks().nanos().getAsLong());
        if (wasDeadly || (alone && arrival.header(RecordHeaders.REPLY_TO) != null)) {
            commits.now();
        } else {
            commits.soon();
        }
    }

    /** Whether threads have died of it before, so that it has been put aside: its transaction should not wait for the next one's. */
    private boolean take(Arrival arrival) {
        long now = parts.clocks().wall().getAsLong();
        Optional<Fault> deadly = suspects.deadly(arrival);
        suspects.begun(arrival);
        try {
            Intake intake = deadly.isPresent()
                    ? new Intake.Dead(DeadLetterReason.THREAD_DIED, deadly.get())
                    : reader.read(arrival);
            engine.take(arrival, intake, now);
        } catch (RuntimeException | Error fault) {
            suspects.blame(Step.of(arrival.offset(), arrival.timestamp()), fault);
            throw fault;
        } finally {
            suspects.done();
        }
        return deadly.isPresent();
    }

    @Override
    public void close() {
        parts.progress().ended(partition);
        if (scanMetrics != null) {
            scanMetrics.close();
        }
    }
}
