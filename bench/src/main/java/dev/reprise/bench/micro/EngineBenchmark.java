package dev.reprise.bench.micro;

import dev.reprise.command.FailJob;
import dev.reprise.processor.engine.Cause;
import dev.reprise.processor.engine.Engine;
import dev.reprise.processor.engine.Moment;
import dev.reprise.processor.engine.Result;
import dev.reprise.processor.engine.rows.DueRow;
import dev.reprise.schemas.AvroWire;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** The engine without Kafka and without RocksDB. The job remembers eight outcomes, which is the most. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EngineBenchmark {
    private final HotRows rows = new HotRows();
    private final Engine engine = SampleRecords.engine(rows);
    private final FailJob fail = SampleRecords.failJob();
    private final FailJob failWithBackOff = SampleRecords.failJobWithBackOff();
    private final Moments moments = new Moments();

    private final AvroWire wire = new AvroWire();
    private final EncodedRows encodedRows = new EncodedRows(wire);
    private final Engine engineOnBytes = SampleRecords.engine(encodedRows);
    private final byte[] failBytes = wire.encode(fail);

    /** Decide and apply. */
    @Benchmark
    public Result fail() {
        return engine.handle(fail, moments.next());
    }

    /** A failure with a backoff, and the retry when it is due: two steps. */
    @Benchmark
    public Result failWithBackOffThenDue(Blackhole hole) {
        hole.consume(engine.handle(failWithBackOff, moments.next()));
        DueRow due = rows.due();
        return engine.due(due, new Moment(due.dueAt(), Cause.time(0))).orElseThrow();
    }

    /** All that the processor does for a failure, but for Kafka and the store: bytes in, bytes out. */
    @Benchmark
    public Result failFromBytesToBytes(Blackhole hole) {
        Result result = engineOnBytes.handle(wire.decode(failBytes, FailJob.class), moments.next());
        for (SpecificRecord event : result.events()) {
            hole.consume(wire.encode(event));
        }
        return result;
    }
}
