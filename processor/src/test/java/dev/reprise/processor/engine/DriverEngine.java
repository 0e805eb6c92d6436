package dev.reprise.processor.engine;

import dev.reprise.policy.RetryPolicy;
import dev.reprise.processor.engine.rows.MapRows;
import dev.reprise.processor.streams.TopologyFixture;
import dev.reprise.schemas.RecordHeaders;
import dev.reprise.schemas.Topics;
import dev.reprise.state.Job;
import dev.reprise.state.JobPayload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** The engine inside the real topology, on Kafka Streams' test driver. */
final class DriverEngine implements EngineUnderTest {
    private final TopologyFixture topology = TopologyFixture.inMemory();
    private final List<SpecificRecord> log = new ArrayList<>();

    @Override
    public Reaction handle(SpecificRecord command, String commandId) {
        topology.command(command, commandId, RecordHeaders.REPLY_TO, "0", RecordHeaders.CORRELATION_ID, commandId);
        List<SpecificRecord> answers = topology.takeRecords(Topics.JOB_REPLIES);
        return new Reaction(events(), answers.stream().findFirst());
    }

    @Override
    public List<SpecificRecord> passUntil(long epochMillis) {
        topology.passUntil(epochMillis);
        return events();
    }

    private List<SpecificRecord> events() {
        List<SpecificRecord> events = topology.takeEvents();
        log.addAll(events);
        return events;
    }

    @Override
    public void clockBackTo(long epochMillis) {
        topology.clock(epochMillis);
    }

    @Override
    public void policy(String jobType, RetryPolicy policy) {
        topology.policy(jobType, policy);
    }

    @Override
    public Optional<Job> job(long jobKey) {
        return topology.job(jobKey);
    }

    @Override
    public Optional<JobPayload> payload(long jobKey) {
        return topology.payload(jobKey);
    }

    @Override
    public Optional<String> errorDetails(long jobKey) {
        return topology.errorDetails(jobKey);
    }

    @Override
    public void restart() {
        topology.restart();
    }

    @Override
    public List<SpecificRecord> log() {
        return log;
    }

    @Override
    public MapRows snapshot() {
        return topology.snapshot();
    }

    @Override
    public void close() {
        topology.close();
    }
}
