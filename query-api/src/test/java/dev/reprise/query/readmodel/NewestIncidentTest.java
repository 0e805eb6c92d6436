package dev.reprise.query.readmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.command.AnnotateIncident;
import dev.reprise.command.CancelJob;
import dev.reprise.command.ResolveIncident;
import dev.reprise.common.IncidentResolution;
import dev.reprise.common.StopReason;
import dev.reprise.query.Commands;
import dev.reprise.query.EngineOnMaps;
import dev.reprise.schemas.AvroWire;
import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NewestIncidentTest {
    private static final long DAY = 24 * 60 * 60 * 1_000L;

    private final EngineOnMaps engine = new EngineOnMaps(1);
    private final FoldAtOffsets fold = new FoldAtOffsets();
    private final IncidentRow row = new IncidentRow(new AvroWire());
    private int folded;

    @AfterEach
    void close() {
        fold.close();
    }

    @Test
    void beginsWithTheIncidentAndTheJobWithoutItsPayload() {
        engine.handle(1, Commands.create(1));
        assertThat(incident()).isNull();
        engine.handle(1, Commands.fail(1, 0, 0));

        NewestIncident incident = Objects.requireNonNull(incident());

        assertThat(incident.job().getBusinessKey()).isEqualTo("order-1");
        assertThat(incident.job().getVariables()).isEmpty();
        assertThat(incident.job().getHeaders()).isEmpty();
        assertThat(incident.raised().getReason()).isEqualTo(StopReason.WORKER_GAVE_NONE);
        assertThat(incident.raised().getErrorMessage()).isEqualTo("Card refused");
        assertThat(incident.annotation()).isNull();
        assertThat(incident.closed()).isNull();
    }

    @Test
    void keepsTheNoteAndTheEnd() {
        engine.handle(1, Commands.create(1));
        engine.handle(1, Commands.fail(1, 0, 0));
        engine.handle(1, annotate("looked at"));
        engine.pass(7);
        engine.handle(1, ResolveIncident.newBuilder().setJobKey(1).setRetries(1).build());

        NewestIncident incident = Objects.requireNonNull(incident());

        assertThat(incident.annotation()).isEqualTo("looked at");
        assertThat(incident.closed())
                .isEqualTo(new NewestIncident.Closed(
                        Instant.ofEpochMilli(EngineOnMaps.T0 + 7), IncidentResolution.RESOLVED));
    }

    @Test
    void isReplacedByTheNextAndGoesWithTheJob() {
        engine.handle(1, Commands.create(1));
        engine.handle(1, Commands.fail(1, 0, 0));
        engine.handle(1, annotate("looked at"));
        engine.handle(1, ResolveIncident.newBuilder().setJobKey(1).setRetries(1).build());
        engine.handle(1, Commands.fail(1, 0, 0));

        NewestIncident second = Objects.requireNonNull(incident());
        assertThat(second.annotation()).isNull();
        assertThat(second.closed()).isNull();

        engine.handle(1, CancelJob.newBuilder().setJobKey(1).build());
        assertThat(Objects.requireNonNull(incident()).closed())
                .extracting(NewestIncident.Closed::how)
                .isEqualTo(IncidentResolution.JOB_CANCELED);
        engine.pass(DAY);
        assertThat(incident()).isNull();
        assertThat(fold.rows(ReadModelNames.INCIDENTS)).isZero();
    }

    @Test
    void isFoundInTheHistoryIfItWasRaisedBeforeThereWereRows() {
        engine.handle(1, Commands.create(1));
        engine.handle(1, Commands.fail(1, 0, 0));
        incident();
        fold.store(ReadModelNames.INCIDENTS).delete(ReadModelKeys.job(1));

        engine.handle(1, ResolveIncident.newBuilder().setJobKey(1).setRetries(1).build());

        NewestIncident incident = Objects.requireNonNull(incident());
        assertThat(incident.raised().getErrorMessage()).isEqualTo("Card refused");
        assertThat(incident.closed()).isNotNull();
    }

    @ParameterizedTest
    @EnumSource(IncidentResolution.class)
    void staysTheSameAsBytes(IncidentResolution how) {
        engine.handle(1, Commands.create(1));
        engine.handle(1, Commands.fail(1, 0, 0));
        NewestIncident open = Objects.requireNonNull(incident());

        for (NewestIncident incident : new NewestIncident[] {
            open,
            open.withAnnotation(""),
            open.withAnnotation("größer\nals"),
            open.withClosed(Instant.ofEpochMilli(12), how),
            open.withAnnotation("x").withClosed(Instant.ofEpochMilli(-1), how)
        }) {
            assertThat(row.of(row.bytes(incident))).isEqualTo(incident);
        }
    }

    @Test
    void isNotReadFromARowOfALaterVersion() {
        assertThatThrownBy(() -> row.of(new byte[] {2, 0, 0}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("version is 2");
    }

    private @Nullable NewestIncident incident() {
        engine.events().stream().skip(folded).forEach(event -> fold.fold(event, folded++));
        KeyValueStore<Bytes, byte[]> rows = fold.store(ReadModelNames.INCIDENTS);
        byte[] bytes = rows.get(ReadModelKeys.job(1));
        return bytes == null ? null : row.of(bytes);
    }

    private static AnnotateIncident annotate(String note) {
        return AnnotateIncident.newBuilder().setJobKey(1).setAnnotation(note).build();
    }
}
