package dev.reprise.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.reprise.schemas.CatalogueFolder.Line;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.Test;

class SchemaCatalogueTest {
    private static final String HOW_TO =
            "when contracts have changed on purpose: mvn -pl schemas test -Dtest=FreezeSchemas";

    private final SchemaCatalogue catalogue = SchemaCatalogue.released();

    @Test
    void theNewestVersionsAreTheContracts() {
        assertThat(catalogue.names())
                .as(HOW_TO)
                .containsExactlyElementsOf(Contracts.roots().keySet());
        Contracts.roots()
                .forEach((name, contract) -> assertThat(
                                SchemaText.contract(catalogue.newest(name).json()))
                        .as("%s; %s", name, HOW_TO)
                        .isEqualTo(SchemaText.contract(SchemaText.frozen(contract))));
    }

    @Test
    void theGeneratedClassesAreTheContracts() {
        // Avro generates only classes whose own file has changed, not those of records that have the changed type
        // inside.
        for (Schema contract : Contracts.types()) {
            assertThat(SchemaText.frozen(SpecificData.get().getSchema(Contracts.generated(contract))))
                    .as("%s is generated from an older contract: mvn -pl schemas clean", contract.getFullName())
                    .isEqualTo(SchemaText.frozen(contract));
        }
    }

    @Test
    void noReleasedSchemaWasEdited() throws IOException {
        CatalogueFolder folder = CatalogueFolder.ofTheModule();
        for (Line line : folder.lines()) {
            assertThat(CatalogueFolder.fingerprint(folder.json(line)))
                    .as("%s version %d is released: put it back as it was", line.fullName(), line.version())
                    .isEqualTo(line.fingerprint());
        }
    }

    @Test
    void onlyTheReleaseInTheMakingIsOpen() {
        // The newest may be of this release, everything before is of an earlier one.
        for (String name : catalogue.names()) {
            List<ReleasedSchema> versions = catalogue.versions(name);
            assertThat(versions.subList(0, versions.size() - 1))
                    .as(name)
                    .noneMatch(version -> version.since().equals(FreezeSchemas.release()));
        }
    }

    @Test
    void idsAndVersionsCountFromOneWithoutGaps() {
        assertThat(catalogue.all()).extracting(ReleasedSchema::id).startsWith(1).doesNotHaveDuplicates();
        for (String name : catalogue.names()) {
            List<ReleasedSchema> versions = catalogue.versions(name);
            for (int i = 0; i < versions.size(); i++) {
                assertThat(versions.get(i).version()).as(name).isEqualTo(i + 1);
            }
        }
    }

    @Test
    void schemasAreForEveryLanguageAndStandAlone() {
        for (ReleasedSchema released : catalogue.all()) {
            assertThat(released.json()).doesNotContain("avro.java");
            assertThat(released.schema().getFullName()).isEqualTo(released.fullName());
        }
    }

    @Test
    void anIdLeadsToItsSchema() {
        for (ReleasedSchema released : catalogue.all()) {
            assertThat(catalogue.byId(released.id())).contains(released);
        }
        assertThat(catalogue.byId(0)).isEmpty();
        assertThat(catalogue.versions("com.example.Order")).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> catalogue.newest("com.example.Order"));
    }

    @Test
    void anIdIsNeverGivenTwice() {
        ReleasedSchema one = catalogue.all().get(0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SchemaCatalogue(List.of(one, one)))
                .withMessage("Expected every id once, but " + one.id() + " is there again");
    }

    @Test
    void everyFieldHasADocAndEveryLengthOfTimeItsUnit() {
        Pattern duration = Pattern.compile("(?i)timeout|backoff|interval|lateness|deadline");
        for (Schema type : Contracts.types()) {
            assertThat(type.getDoc()).as(type.getFullName()).isNotBlank();
            if (type.getType() != Schema.Type.RECORD) {
                continue;
            }
            for (Schema.Field field : type.getFields()) {
                assertThat(field.doc())
                        .as("%s.%s", type.getName(), field.name())
                        .isNotBlank();
                Matcher named = duration.matcher(field.name());
                if (named.find() && isPlainLong(field.schema())) {
                    assertThat(field.doc())
                            .as("%s.%s", type.getName(), field.name())
                            .containsIgnoringCase("milliseconds");
                }
            }
        }
    }

    private static boolean isPlainLong(Schema schema) {
        return schema.isUnion()
                ? schema.getTypes().stream().anyMatch(SchemaCatalogueTest::isPlainLong)
                : schema.getType() == Schema.Type.LONG && schema.getLogicalType() == null;
    }
}
