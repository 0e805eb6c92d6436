package dev.reprise.processor.engine;

import dev.reprise.policy.RetryPolicy;
import dev.reprise.processor.engine.rows.MapRows;
import dev.reprise.state.Job;
import dev.reprise.state.JobPayload;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** What a spec can do with the engine, wherever it runs. */
interface EngineUnderTest extends AutoCloseable {
    /** What came of it: the events, and the answer to a command. */
    record Reaction(List<SpecificRecord> events, Optional<SpecificRecord> answer) {}

    Reaction handle(SpecificRecord command, String commandId);

    /** Lets time pass, and what is due act. */
    List<SpecificRecord> passUntil(long epochMillis);

    /** Moves the clock back, as a machine's clock may. */
    void clockBackTo(long epochMillis);

    void policy(String jobType, RetryPolicy policy);

    Optional<Job> job(long jobKey);

    Optional<JobPayload> payload(long jobKey);

    Optional<String> errorDetails(long jobKey);

    /** Stops it as a crash would after the last commit, and starts it again on what it has stored. */
    void restart();

    /** Every event so far, in order. */
    List<SpecificRecord> log();

    /** A copy of all rows. */
    MapRows snapshot();

    @Override
    void close();
}
