package dev.reprise.gateway.camunda8;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.common.JobState;
import dev.reprise.common.ProcessContext;
import dev.reprise.common.StopReason;
import dev.reprise.gateway.camunda8.JobView.State;
import dev.reprise.query.FoundJob;
import dev.reprise.state.Incident;
import dev.reprise.state.Job;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class JobViewTest {
    private static final Instant T0 = Instant.parse("2026-11-21T08:30:00Z");

    @Test
    void aJobThatNeverFailedIsCreatedAlsoWhileItIsWorkedOn() {
        assertThat(view(job -> job).state()).isEqualTo(State.CREATED);
        assertThat(view(job -> job.setState(JobState.ACTIVATED).setAttempt(1)).state())
                .isEqualTo(State.CREATED);
    }

    @Test
    void aJobWhoseLeaseRanOutIsTimedOut() {
        assertThat(view(job -> job.setAttempt(1)).state()).isEqualTo(State.TIMED_OUT);
        assertThat(view(job -> job.setState(JobState.ACTIVATED).setAttempt(2)).state())
                .isEqualTo(State.TIMED_OUT);
    }

    @Test
    void aJobThatFailedIsFailedUntilItEnds() {
        JobView backingOff = view(job -> failed(job, 2).setState(JobState.BACKING_OFF));
        JobView again = view(job -> failed(job, 2).setState(JobState.ACTIVATED));

        assertThat(backingOff.state()).isEqualTo(State.FAILED);
        assertThat(backingOff.hasFailedWithRetriesLeft()).isTrue();
        assertThat(again.state()).isEqualTo(State.FAILED);
        assertThat(again.deadline()).isEqualTo(T0.plusSeconds(60));
        assertThat(backingOff.deadline()).isNull();
    }

    @Test
    void withAnIncidentItHasNoRetriesLeftUnlessTheyWereUpdated() {
        JobView incident = view(job -> incident(failed(job, 0), StopReason.WORKER_GAVE_NONE));
        JobView updated = view(job -> incident(failed(job, 3), StopReason.WORKER_GAVE_NONE));

        assertThat(incident.state()).isEqualTo(State.FAILED);
        assertThat(incident.hasFailedWithRetriesLeft()).isFalse();
        assertThat(updated.state()).isEqualTo(State.RETRIES_UPDATED);
        assertThat(updated.hasFailedWithRetriesLeft()).isFalse();
    }

    @Test
    void anErrorThatIsNotCaughtIsAnErrorThrown() {
        JobView thrown = view(job -> incident(failed(job, 3), StopReason.UNCAUGHT_ERROR));

        assertThat(thrown.state()).isEqualTo(State.ERROR_THROWN);
        assertThat(thrown.hasFailedWithRetriesLeft()).isTrue();
        assertThat(thrown.endTime()).isNull();
    }

    @Test
    void whatHasEndedHasATimeOfItsEnd() {
        for (JobState state : List.of(JobState.COMPLETED, JobState.CANCELED, JobState.ERROR_THROWN)) {
            JobView ended = view(job -> job.setState(state));

            assertThat(ended.state()).hasToString(state.name());
            assertThat(ended.endTime()).isEqualTo(T0);
        }
    }

    @Test
    void withoutAProcessItIsCalledAfterItsType() {
        assertThat(view(job -> job).process()).isEqualTo(new ProcessOfJob("mail", 1, "-1", "mail"));
        assertThat(view(job -> job.setProcess(new ProcessContext("order", 4, "v1", "225", "send")))
                        .process())
                .isEqualTo(new ProcessOfJob("order", 4, "225", "send"));
        assertThat(view(job -> job.setProcess(new ProcessContext("order", null, null, "order:4:abc", null)))
                        .process())
                .isEqualTo(new ProcessOfJob("order", 1, "-1", "mail"));
    }

    @Test
    void hasAllThatASearchAnswers() {
        assertThat(JobResultJson.of(view(job -> job)).fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "customHeaders",
                        "deadline",
                        "deniedReason",
                        "elementId",
                        "elementInstanceKey",
                        "endTime",
                        "errorCode",
                        "errorMessage",
                        "hasFailedWithRetriesLeft",
                        "isDenied",
                        "jobKey",
                        "kind",
                        "listenerEventType",
                        "processDefinitionId",
                        "processDefinitionKey",
                        "processInstanceKey",
                        "rootProcessInstanceKey",
                        "retries",
                        "state",
                        "tenantId",
                        "type",
                        "worker",
                        "creationTime",
                        "lastUpdateTime");
    }

    private static Job.Builder failed(Job.Builder job, int retries) {
        return job.setAttempt(1).setFailedAt(T0.toEpochMilli()).setRetries(retries);
    }

    private static Job.Builder incident(Job.Builder job, StopReason reason) {
        return job.setState(JobState.INCIDENT).setIncident(new Incident(T0.toEpochMilli(), reason, "m", null, null));
    }

    private static JobView view(UnaryOperator<Job.Builder> change) {
        Job.Builder job = Job.newBuilder()
                .setJobKey(4711)
                .setType("mail")
                .setTenantId("<default>")
                .setState(JobState.ACTIVATABLE)
                .setSequence(1)
                .setPriority(0)
                .setRetries(3)
                .setRetriesGiven(false)
                .setAttempt(0)
                .setCreatedAt(T0.toEpochMilli())
                .setSince(T0.toEpochMilli())
                .setDueAt(T0.plusSeconds(60).toEpochMilli())
                .setTimeoutUsesAttempt(false)
                .setFailedAt(0)
                .setHasErrorDetails(false)
                .setRuleFailures(Map.of())
                .setOutcomes(List.of());
        return new JobView(new FoundJob(change.apply(job).build(), null, null, null));
    }
}
