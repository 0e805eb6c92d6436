package dev.reprise.bench.micro;

import dev.reprise.bench.load.SampleCommands;
import dev.reprise.command.FailJob;
import dev.reprise.event.JobFailed;
import dev.reprise.processor.engine.Cause;
import dev.reprise.processor.engine.Engine;
import dev.reprise.processor.engine.EngineSettings;
import dev.reprise.processor.engine.Moment;
import dev.reprise.processor.engine.rows.Rows;
import dev.reprise.state.Job;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** Records as the engine itself makes them. */
final class SampleRecords {
    static final long JOB_KEY = 700_000_000_000_000_001L;

    private SampleRecords() {}

    static FailJob failJob() {
        return SampleCommands.fail(JOB_KEY, null);
    }

    static FailJob failJobWithBackOff() {
        return SampleCommands.fail(JOB_KEY, 30_000L);
    }

    static JobFailed jobFailed() {
        return (JobFailed) engine(new HotRows())
                .handle(failJob(), new Moments().next())
                .events()
                .get(0);
    }

    /** A job that has just been created, without any outcome, or that has failed so often. */
    static Job job(int failures) {
        HotRows rows = new HotRows();
        Engine engine = engine(rows);
        Moments moments = new Moments();
        for (int i = 0; i < failures; i++) {
            SpecificRecord unused = engine.handle(failJob(), moments.next()).answer();
        }
        Job job = rows.job(JOB_KEY).orElseThrow();
        return failures == 0
                ? Job.newBuilder(job).setOutcomes(java.util.List.of()).build()
                : job;
    }

    /** An engine with one job that waits for a worker. */
    static Engine engine(Rows rows) {
        Engine engine = new Engine(EngineSettings.DEFAULT, jobType -> Optional.empty(), rows);
        Moment start = new Moment(Moments.AT - 1_000, new Cause("create-1", null, 0, 0));
        SpecificRecord unused =
                engine.handle(SampleCommands.create(JOB_KEY), start).answer();
        return engine;
    }
}
