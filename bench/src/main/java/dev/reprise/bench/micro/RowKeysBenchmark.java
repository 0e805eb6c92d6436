package dev.reprise.bench.micro;

import dev.reprise.processor.engine.rows.ActivatableRow;
import dev.reprise.processor.engine.rows.DueKind;
import dev.reprise.processor.engine.rows.DueRow;
import dev.reprise.processor.streams.RowKeys;
import dev.reprise.schemas.JobKeys;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Keys of rows and of records. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RowKeysBenchmark {
    private DueRow due = new DueRow(Moments.AT, SampleRecords.JOB_KEY, DueKind.RETRY);
    private ActivatableRow activatable =
            new ActivatableRow("<default>", "charge-card", 0, Moments.AT, SampleRecords.JOB_KEY);
    private byte[] dueKey = RowKeys.due(due);
    private byte[] recordKey = JobKeys.recordKey(SampleRecords.JOB_KEY);
    private long jobKey = SampleRecords.JOB_KEY;

    @Benchmark
    public byte[] job() {
        return RowKeys.job(jobKey);
    }

    @Benchmark
    public byte[] due() {
        return RowKeys.due(due);
    }

    @Benchmark
    public DueRow dueRow() {
        return RowKeys.dueRow(dueKey);
    }

    @Benchmark
    public byte[] activatable() {
        return RowKeys.activatable(activatable);
    }

    @Benchmark
    public byte[] recordKey() {
        return JobKeys.recordKey(jobKey);
    }

    @Benchmark
    public long fromRecordKey() {
        return JobKeys.fromRecordKey(recordKey);
    }
}
