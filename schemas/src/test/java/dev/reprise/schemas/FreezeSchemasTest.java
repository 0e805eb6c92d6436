package dev.reprise.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.reprise.schemas.CatalogueFolder.Line;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreezeSchemasTest {
    private static final Schema CHARGE =
            SchemaBuilder.record("x.Charge").fields().requiredLong("id").endRecord();
    private static final Schema CHARGE_WITH_NOTE = SchemaBuilder.record("x.Charge")
            .fields()
            .requiredLong("id")
            .optionalString("note")
            .endRecord();
    private static final Schema REFUND =
            SchemaBuilder.record("x.Refund").fields().requiredLong("id").endRecord();

    private CatalogueFolder folder;

    @BeforeEach
    void freezeTheFirstRelease(@TempDir Path temp) throws IOException {
        folder = new CatalogueFolder(temp);
        folder.freeze(Map.of("x.Charge", CHARGE), "1.0.0");
    }

    @Test
    void theReleaseInTheMakingIsWrittenAnew() throws IOException {
        folder.freeze(Map.of("x.Charge", CHARGE_WITH_NOTE), "1.0.0");
        assertThat(folder.lines())
                .extracting(Line::id, Line::version, Line::since)
                .containsExactly(tuple(1, 1, "1.0.0"));
        assertThat(folder.json(folder.lines().get(0))).contains("note");
    }

    @Test
    void aReleasedSchemaStaysAndTheChangedContractBecomesTheNextVersion() throws IOException {
        String released = folder.json(folder.lines().get(0));
        folder.freeze(Map.of("x.Charge", CHARGE_WITH_NOTE), "1.1.0");
        assertThat(folder.lines())
                .extracting(Line::id, Line::version, Line::since)
                .containsExactly(tuple(1, 1, "1.0.0"), tuple(2, 2, "1.1.0"));
        assertThat(folder.json(folder.lines().get(0))).isEqualTo(released);
        assertThat(folder.json(folder.lines().get(1))).contains("note");
    }

    @Test
    void aContractThatDidNotChangeGetsNoNewVersion() throws IOException {
        folder.freeze(Map.of("x.Charge", CHARGE), "1.1.0");
        assertThat(folder.lines())
                .extracting(Line::id, Line::version, Line::since)
                .containsExactly(tuple(1, 1, "1.0.0"));
    }

    @Test
    void aChangedDocIsNoChange() throws IOException {
        Schema explained = SchemaBuilder.record("x.Charge")
                .doc("A charge.")
                .fields()
                .requiredLong("id")
                .endRecord();
        folder.freeze(Map.of("x.Charge", explained), "1.1.0");
        assertThat(folder.lines()).hasSize(1);
    }

    @Test
    void aNewRecordGetsTheNextId() throws IOException {
        folder.freeze(Map.of("x.Charge", CHARGE, "x.Refund", REFUND), "1.0.0");
        assertThat(folder.lines())
                .extracting(Line::id, Line::fullName)
                .containsExactly(tuple(1, "x.Charge"), tuple(2, "x.Refund"));
    }

    @Test
    void aRecordThatWasNeverReleasedMayGoAndItsIdIsNotGivenAgainWhileLaterOnesStand() throws IOException {
        folder.freeze(Map.of("x.Charge", CHARGE, "x.Refund", REFUND), "1.0.0");
        folder.freeze(Map.of("x.Refund", REFUND), "1.0.0");
        assertThat(folder.lines()).extracting(Line::id, Line::fullName).containsExactly(tuple(2, "x.Refund"));
        folder.freeze(Map.of("x.Charge", CHARGE, "x.Refund", REFUND), "1.0.0");
        assertThat(folder.lines())
                .extracting(Line::id, Line::fullName)
                .containsExactly(tuple(2, "x.Refund"), tuple(3, "x.Charge"));
    }

    @Test
    void aReleasedRecordStaysThoughItsContractHasGone() throws IOException {
        folder.freeze(Map.of("x.Refund", REFUND), "1.1.0");
        assertThat(folder.lines())
                .extracting(Line::id, Line::fullName)
                .containsExactly(tuple(1, "x.Charge"), tuple(2, "x.Refund"));
    }
}
