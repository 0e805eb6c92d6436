package dev.reprise.processor.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.command.ActivateJobs;
import dev.reprise.command.CompleteJob;
import dev.reprise.command.CreateJob;
import dev.reprise.command.FailJob;
import dev.reprise.common.JobState;
import dev.reprise.common.RejectionType;
import dev.reprise.common.Variable;
import dev.reprise.policy.RetryPolicy;
import dev.reprise.reply.ActivatedJob;
import dev.reprise.reply.CommandAccepted;
import dev.reprise.reply.CommandRejected;
import dev.reprise.reply.JobsActivated;
import dev.reprise.state.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Given commands, when a command, then events: each spec runs on plain maps and again on Kafka Streams' test driver. */
@ParameterizedClass
@EnumSource(EngineHost.class)
abstract class EngineSpec {
    static final long T0 = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();
    static final long JOB = 4711;
    static final String TYPE = "charge-card";
    static final String WORKER = "w1";
    static final Duration LEASE = Duration.ofMinutes(5);

    @Parameter
    EngineHost host = EngineHost.PLAIN_MAPS;

    EngineUnderTest engine;
    private EngineUnderTest.Reaction last = new EngineUnderTest.Reaction(List.of(), Optional.empty());
    private List<SpecificRecord> events = List.of();
    private long now = T0;
    private int commands;

    @BeforeEach
    void start() {
        engine = host.start();
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    /** Carries commands out that the spec takes for granted. */
    final void given(SpecificRecord... commands) {
        for (SpecificRecord command : commands) {
            when(command);
            assertThat(answer()).as("the answer to %s", command).isNotInstanceOf(CommandRejected.class);
        }
    }

    final void given(RetryPolicy policy) {
        engine.policy(TYPE, policy);
    }

    final void when(SpecificRecord command) {
        when(command, "c" + ++commands);
    }

    final void when(SpecificRecord command, String commandId) {
        last = engine.handle(command, commandId);
        events = last.events();
    }

    /** Lets time pass from the last moment on. */
    final void after(Duration delay) {
        now += delay.toMillis();
        events = engine.passUntil(now);
    }

    final void then(EventPattern... patterns) {
        assertThat(events).as("events").hasSize(patterns.length);
        for (int i = 0; i < patterns.length; i++) {
            patterns[i].check(events.get(i));
        }
    }

    final void thenNothing() {
        assertThat(events).isEmpty();
    }

    final void thenRejected(RejectionType type, String reason) {
        assertThat(answer()).isInstanceOf(CommandRejected.class);
        CommandRejected rejected = (CommandRejected) answer();
        assertThat(rejected.getType()).as(rejected.getReason()).isEqualTo(type);
        assertThat(rejected.getReason()).contains(reason);
        assertThat(events).isEmpty();
    }

    final SpecificRecord answer() {
        return last.answer().orElseThrow();
    }

    final CommandAccepted accepted() {
        assertThat(answer()).isInstanceOf(CommandAccepted.class);
        return (CommandAccepted) answer();
    }

    final List<ActivatedJob> handedOut() {
        return ((JobsActivated) answer()).getJobs();
    }

    final Job job() {
        return engine.job(JOB).orElseThrow();
    }

    final JobState state() {
        return job().getState();
    }

    final String leaseToken() {
        return job().getLeaseToken();
    }

    static Instant at(Duration afterStart) {
        return Instant.ofEpochMilli(T0).plus(afterStart);
    }

    static CreateJob create() {
        return createBuilder().build();
    }

    static CreateJob.Builder createBuilder() {
        return CreateJob.newBuilder().setJobKey(JOB).setType(TYPE);
    }

    static ActivateJobs activate() {
        return activateBuilder().build();
    }

    static ActivateJobs.Builder activateBuilder() {
        return ActivateJobs.newBuilder()
                .setType(TYPE)
                .setWorker(WORKER)
                .setMaxJobs(10)
                .setTimeout(LEASE.toMillis());
    }

    static FailJob.Builder fail() {
        return FailJob.newBuilder().setJobKey(JOB);
    }

    static CompleteJob complete() {
        return CompleteJob.newBuilder().setJobKey(JOB).build();
    }

    static Variable json(String value) {
        return Variable.newBuilder().setValue(value).build();
    }

    static EventPattern event(Class<? extends SpecificRecord> type, @Nullable Object... namesAndValues) {
        return EventPattern.of(type, Arrays.asList(namesAndValues));
    }
}
