package dev.reprise.bench.micro;

import dev.reprise.schemas.AvroWire;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Records to bytes and back. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class WireBenchmark {
    /** What is encoded; the jobs remember none or eight outcomes. */
    public enum What {
        FAIL_JOB,
        JOB_FAILED,
        JOB_0,
        JOB_8
    }

    @Param
    @SuppressWarnings("NullAway.Init")
    public What what;

    private final AvroWire wire = new AvroWire();

    @SuppressWarnings("NullAway.Init")
    private SpecificRecord value;

    @SuppressWarnings("NullAway.Init")
    private byte[] bytes;

    @Setup
    public void make() {
        value = switch (what) {
            case FAIL_JOB -> SampleRecords.failJob();
            case JOB_FAILED -> SampleRecords.jobFailed();
            case JOB_0 -> SampleRecords.job(0);
            case JOB_8 -> SampleRecords.job(8);
        };
        bytes = wire.encode(value);
    }

    @Benchmark
    public byte[] encode() {
        return wire.encode(value);
    }

    @Benchmark
    public SpecificRecord decode() {
        return wire.decode(bytes);
    }
}
