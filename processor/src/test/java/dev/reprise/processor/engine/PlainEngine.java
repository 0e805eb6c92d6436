package dev.reprise.processor.engine;

import dev.reprise.policy.RetryPolicy;
import dev.reprise.processor.engine.rows.DueRow;
import dev.reprise.processor.engine.rows.MapRows;
import dev.reprise.state.Job;
import dev.reprise.state.JobPayload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** The engine on plain maps. */
final class PlainEngine implements EngineUnderTest {
    private final MapRows rows = new MapRows();
    private final List<SpecificRecord> log = new ArrayList<>();
    private final Map<String, RetryPolicy> policies = new HashMap<>();
    private Engine engine = started();
    private long now = EngineSpec.T0;
    private long offset;

    private Engine started() {
        return new Engine(EngineSettings.DEFAULT, type -> Optional.ofNullable(policies.get(type)), rows);
    }

    @Override
    public Reaction handle(SpecificRecord command, String commandId) {
        Result result = engine.handle(command, new Moment(now, new Cause(commandId, null, 0, offset++)));
        log.addAll(result.events());
        return new Reaction(result.events(), Optional.ofNullable(result.answer()));
    }

    @Override
    public List<SpecificRecord> passUntil(long epochMillis) {
        List<SpecificRecord> events = new ArrayList<>();
        while (!rows.due().isEmpty() && rows.due().first().dueAt() <= epochMillis) {
            DueRow row = rows.due().first();
            now = Math.max(now, row.dueAt());
            Result result = engine.due(row, new Moment(now, Cause.time(0)))
                    .orElseThrow(() -> new AssertionError("a due row that does not fire: " + row));
            events.addAll(result.events());
        }
        now = Math.max(now, epochMillis);
        log.addAll(events);
        return events;
    }

    @Override
    public void clockBackTo(long epochMillis) {
        now = epochMillis;
    }

    @Override
    public void policy(String jobType, RetryPolicy policy) {
        policies.put(jobType, policy);
    }

    @Override
    public Optional<Job> job(long jobKey) {
        return rows.job(jobKey);
    }

    @Override
    public Optional<JobPayload> payload(long jobKey) {
        return rows.payload(jobKey);
    }

    @Override
    public Optional<String> errorDetails(long jobKey) {
        return rows.errorDetails(jobKey);
    }

    @Override
    public void restart() {
        engine = started();
    }

    @Override
    public List<SpecificRecord> log() {
        return log;
    }

    @Override
    public MapRows snapshot() {
        return rows;
    }

    @Override
    public void close() {
        // nothing is held
    }
}
