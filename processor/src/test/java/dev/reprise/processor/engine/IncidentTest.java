package dev.reprise.processor.engine;

import static dev.reprise.common.RejectionType.INVALID_ARGUMENT;
import static dev.reprise.common.RejectionType.INVALID_STATE;
import static dev.reprise.common.RejectionType.NOT_FOUND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.command.AnnotateIncident;
import dev.reprise.command.CancelJob;
import dev.reprise.command.ResolveIncident;
import dev.reprise.command.ThrowJobError;
import dev.reprise.command.UpdateJob;
import dev.reprise.common.IncidentResolution;
import dev.reprise.common.JobState;
import dev.reprise.common.StopReason;
import dev.reprise.event.IncidentAnnotated;
import dev.reprise.event.IncidentCreated;
import dev.reprise.event.IncidentResolved;
import dev.reprise.event.JobCanceled;
import dev.reprise.event.JobErrorThrown;
import dev.reprise.event.JobRetryScheduled;
import dev.reprise.event.JobUpdated;
import java.util.List;
import org.junit.jupiter.api.Test;

class IncidentTest extends EngineSpec {
    private static ResolveIncident.Builder resolve() {
        return ResolveIncident.newBuilder().setJobKey(JOB);
    }

    private static ThrowJobError error(String code) {
        return ThrowJobError.newBuilder()
                .setJobKey(JOB)
                .setErrorCode(code)
                .setErrorMessage("no stock")
                .build();
    }

    @Test
    void isResolvedWithNewRetriesInOneStep() {
        given(create(), activate(), fail().setRetries(0).build());
        when(resolve().setRetries(2).build());
        then(event(IncidentResolved.class, "retries", 2, "resolution", IncidentResolution.RESOLVED));
        assertThat(state()).isEqualTo(JobState.ACTIVATABLE);
        assertThat(job().getIncident()).isNull();
    }

    @Test
    void isNotResolvedWithoutRetries() {
        given(create(), fail().setRetries(0).build());
        when(resolve().build());
        thenRejected(INVALID_STATE, "it has no retries left");
        when(resolve().setRetries(0).build());
        thenRejected(INVALID_ARGUMENT, "Expected retries to be 1 or more, but they were 0");
        given(UpdateJob.newBuilder().setJobKey(JOB).setRetries(1).build());
        assertThat(state()).isEqualTo(JobState.INCIDENT);
        when(resolve().build());
        then(event(IncidentResolved.class, "retries", 1));
    }

    @Test
    void isResolvedOnlyOnce() {
        given(create(), fail().setRetries(0).build(), resolve().setRetries(1).build());
        when(resolve().setRetries(1).build());
        thenRejected(NOT_FOUND, "it has no open incident");
    }

    @Test
    void keepsTheNoteOfAPerson() {
        given(create(), fail().setRetries(0).build());
        when(AnnotateIncident.newBuilder()
                .setJobKey(JOB)
                .setAnnotation("bank is down")
                .build());
        then(event(IncidentAnnotated.class, "annotation", "bank is down"));
        assertThat(job().getIncident().getAnnotation()).isEqualTo("bank is down");
    }

    @Test
    void isRaisedByAnErrorThatTheJobDoesNotCatch() {
        given(createBuilder().setCaughtErrors(List.of("STOCK*")).build(), activate());
        when(error("PAYMENT"));
        then(
                event(JobErrorThrown.class, "caught", false, "purgeAt", null),
                event(
                        IncidentCreated.class,
                        "reason",
                        StopReason.UNCAUGHT_ERROR,
                        "errorMessage",
                        "Error 'PAYMENT' is not caught by the job: no stock"));
        when(resolve().build());
        then(event(IncidentResolved.class, "retries", 3));
    }

    @Test
    void isNotRaisedByAnErrorThatTheJobCatches() {
        given(createBuilder().setCaughtErrors(List.of("STOCK*")).build(), activate());
        when(error("STOCK_EMPTY"));
        then(event(JobErrorThrown.class, "caught", true));
        assertThat(state()).isEqualTo(JobState.ERROR_THROWN);
    }

    @Test
    void isResolvedWithItsJobWhenThatIsCanceled() {
        given(create(), fail().setRetries(0).build());
        when(CancelJob.newBuilder().setJobKey(JOB).setReason("order withdrawn").build());
        then(
                event(IncidentResolved.class, "resolution", IncidentResolution.JOB_CANCELED),
                event(JobCanceled.class, "reason", "order withdrawn"));
    }

    @Test
    void followsTheRetriesWhenToldTo() {
        given(create(), activate());
        when(UpdateJob.newBuilder()
                .setJobKey(JOB)
                .setRetries(0)
                .setIncidentFollowsRetries(true)
                .build());
        then(
                event(JobUpdated.class, "retries", 0),
                event(IncidentCreated.class, "reason", StopReason.RETRIES_SET_TO_ZERO));
        when(UpdateJob.newBuilder()
                .setJobKey(JOB)
                .setRetries(0)
                .setIncidentFollowsRetries(true)
                .build());
        then(event(JobUpdated.class, "retries", 0));
        when(UpdateJob.newBuilder()
                .setJobKey(JOB)
                .setRetries(4)
                .setIncidentFollowsRetries(true)
                .build());
        then(
                event(JobUpdated.class, "retries", 4),
                event(IncidentResolved.class, "resolution", IncidentResolution.RETRIES_RAISED),
                event(
                        JobRetryScheduled.class,
                        "dueAt",
                        at(LEASE))); // its worker held it, and is not to lose it to another
    }
}
