package dev.reprise.gateway.camunda8;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.common.IncidentResolution;
import dev.reprise.common.StopReason;
import dev.reprise.query.FoundIncident;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IncidentViewTest {
    private static final Instant T0 = Instant.parse("2026-11-21T08:30:00Z");

    @Test
    void anIncidentIsActiveUntilItIsClosed() {
        assertThat(view(StopReason.NO_POLICY, "m", null, false).state()).isEqualTo("ACTIVE");
        assertThat(view(StopReason.NO_POLICY, "m", null, true).state()).isEqualTo("RESOLVED");
    }

    @Test
    void everyReasonButAnErrorMeansThatNoRetriesAreLeft() {
        for (StopReason reason : StopReason.values()) {
            assertThat(view(reason, "m", "E", false).errorType())
                    .isEqualTo(reason == StopReason.UNCAUGHT_ERROR ? "UNHANDLED_ERROR_EVENT" : "JOB_NO_RETRIES");
        }
    }

    @Test
    void anErrorThatIsNotCaughtIsToldOfInCamundasWords() {
        assertThat(message("Error 'E1' is not caught by the job: no money"))
                .isEqualTo(
                        "Expected to throw an error event with the code 'E1' with message 'no money', but it was not caught. No error events are available in the scope.");
        assertThat(message("Error 'E1' is not caught by the job."))
                .isEqualTo(
                        "Expected to throw an error event with the code 'E1', but it was not caught. No error events are available in the scope.");
        assertThat(message("something else")).isEqualTo("something else");
        assertThat(view(StopReason.NO_POLICY, "Error 'E1' is not caught by the job.", "E1", false)
                        .errorMessage())
                .isEqualTo("Error 'E1' is not caught by the job.");
    }

    @Test
    void hasAllThatCamundaSaysOfAnIncident() {
        assertThat(IncidentResultJson.of(view(StopReason.NO_POLICY, "m", null, false)))
                .hasToString(("{'incidentKey':'4711','errorType':'JOB_NO_RETRIES','errorMessage':'m','state':'ACTIVE',"
                                + "'creationTime':'2026-11-21T08:30:00.000Z','processDefinitionId':'mail','processDefinitionKey':'-1',"
                                + "'processInstanceKey':'4711','rootProcessInstanceKey':null,'elementId':'mail',"
                                + "'elementInstanceKey':'4711','jobKey':'4711','tenantId':'<default>'}")
                        .replace('\'', '"'));
    }

    private static String message(String engines) {
        return view(StopReason.UNCAUGHT_ERROR, engines, "E1", false).errorMessage();
    }

    private static IncidentView view(StopReason reason, String message, @Nullable String code, boolean closed) {
        return new IncidentView(new FoundIncident(
                4711,
                "mail",
                "<default>",
                null,
                null,
                T0,
                reason,
                message,
                code,
                null,
                closed ? new FoundIncident.Closed(T0, IncidentResolution.RESOLVED) : null));
    }
}
