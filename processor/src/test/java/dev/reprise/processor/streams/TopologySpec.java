package dev.reprise.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.command.ActivateJobs;
import dev.reprise.command.CompleteJob;
import dev.reprise.command.CreateJob;
import dev.reprise.command.FailJob;
import dev.reprise.processor.engine.EngineSettings;
import java.time.Duration;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Specs of what the topology adds to the engine. */
abstract class TopologySpec {
    static final long T0 = TopologyFixture.T0;
    static final long JOB = 4711;
    static final String TYPE = "charge-card";

    TopologyFixture topology;
    private int commands;

    @BeforeEach
    final void start() {
        topology = topology();
    }

    @AfterEach
    final void stop() {
        topology.close();
    }

    TopologyFixture topology() {
        return TopologyFixture.onDisk();
    }

    /** Settings with this budget of the due scan. */
    static ProcessorSettings budget(int entries, Duration time) {
        return new ProcessorSettings(1, EngineSettings.DEFAULT, new DueSettings(Duration.ofMillis(20), entries, time));
    }

    final void command(SpecificRecord command, String... namesAndTextsOfHeaders) {
        topology.command(command, "c" + ++commands, namesAndTextsOfHeaders);
    }

    final void createdJob(long jobKey) {
        command(create(jobKey));
        assertThat(topology.job(jobKey)).isPresent();
        topology.takeEvents();
    }

    /** A job that backs off from now on for so long. */
    final void backingOff(long jobKey, Duration backOff) {
        createdJob(jobKey);
        command(fail(jobKey, backOff));
        topology.takeEvents();
    }

    static CreateJob create(long jobKey) {
        return CreateJob.newBuilder().setJobKey(jobKey).setType(TYPE).build();
    }

    static FailJob fail(long jobKey, Duration backOff) {
        return FailJob.newBuilder()
                .setJobKey(jobKey)
                .setRetries(5)
                .setRetryBackOff(backOff.toMillis())
                .build();
    }

    static CompleteJob complete(long jobKey) {
        return CompleteJob.newBuilder().setJobKey(jobKey).build();
    }

    static ActivateJobs activate(int maxJobs, Duration lease) {
        return activateBuilder(maxJobs, lease).build();
    }

    static ActivateJobs.Builder activateBuilder(int maxJobs, Duration lease) {
        return ActivateJobs.newBuilder()
                .setType(TYPE)
                .setWorker("w1")
                .setMaxJobs(maxJobs)
                .setTimeout(lease.toMillis());
    }

    /** Names of records, in order. */
    static List<String> names(List<SpecificRecord> records) {
        return records.stream().map(record -> record.getSchema().getName()).toList();
    }
}
