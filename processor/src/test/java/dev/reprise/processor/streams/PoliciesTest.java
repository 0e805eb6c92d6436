package dev.reprise.processor.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.command.FailJob;
import dev.reprise.common.JobState;
import dev.reprise.policy.RetryPolicy;
import dev.reprise.policy.RetryRule;
import dev.reprise.processor.metrics.Meter;
import dev.reprise.schemas.AvroWire;
import java.util.List;
import org.junit.jupiter.api.Test;

class PoliciesTest extends TopologySpec {
    private long next = 1;

    @Test
    void decideWhenTheWorkerDoesNot() {
        topology.policy(TYPE, policy(60_000));
        assertThat(stateAfterFailure()).isEqualTo(JobState.BACKING_OFF);
        assertThat(topology.firstDue().orElseThrow().dueAt()).isEqualTo(T0 + 60_000);
    }

    @Test
    void areReplacedAndTakenAway() {
        topology.policy(TYPE, policy(60_000));
        topology.policy(TYPE, policy(1_000));
        stateAfterFailure();
        assertThat(topology.firstDue().orElseThrow().dueAt()).isEqualTo(T0 + 1_000);
        topology.policy(TYPE, (byte[]) null);
        assertThat(stateAfterFailure()).isEqualTo(JobState.INCIDENT);
    }

    @Test
    void areThereAfterARestart() {
        topology.policy(TYPE, policy(60_000));
        topology.restart();
        assertThat(stateAfterFailure()).isEqualTo(JobState.BACKING_OFF);
    }

    @Test
    void countAsAbsentWhenTheyCannotBeRead() {
        topology.policy(TYPE, "not Avro".getBytes(UTF_8));
        assertThat(stateAfterFailure()).isEqualTo(JobState.INCIDENT);
        assertThat(stateAfterFailure()).isEqualTo(JobState.INCIDENT);
        assertThat(topology.metrics().count(Meter.POLICY_ERRORS, "unreadable"))
                .as("once for each version of it")
                .isEqualTo(1);
        topology.policy(TYPE, new AvroWire().encode(create(1)));
        assertThat(stateAfterFailure()).isEqualTo(JobState.INCIDENT);
        assertThat(topology.metrics().count(Meter.POLICY_ERRORS, "unreadable")).isEqualTo(2);
    }

    @Test
    void countAsAbsentWhenTheyAreNotValid() {
        topology.policy(TYPE, RetryPolicy.newBuilder().setRules(List.of()).build());
        assertThat(stateAfterFailure()).isEqualTo(JobState.INCIDENT);
        assertThat(topology.metrics().count(Meter.POLICY_ERRORS, "invalid")).isEqualTo(1);
        topology.policy(TYPE, policy(60_000));
        assertThat(stateAfterFailure()).isEqualTo(JobState.BACKING_OFF);
    }

    private JobState stateAfterFailure() {
        long job = next++;
        createdJob(job);
        command(FailJob.newBuilder().setJobKey(job).build());
        return topology.job(job).orElseThrow().getState();
    }

    private static RetryPolicy policy(long interval) {
        return RetryPolicy.newBuilder()
                .setRules(List.of(RetryRule.newBuilder()
                        .setName("all")
                        .setErrorCodes(List.of("*"))
                        .setMaxAttempts(5)
                        .setInitialInterval(interval)
                        .build()))
                .build();
    }
}
