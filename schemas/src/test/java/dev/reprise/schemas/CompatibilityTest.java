package dev.reprise.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds the contracts against everything that was released, and the rule itself against changes it must catch. */
class CompatibilityTest {
    private static final String CHARGE = """
            {"type": "record", "name": "Charge", "fields": [
              {"name": "id", "type": "long"},
              {"name": "at", "type": {"type": "long", "logicalType": "timestamp-millis"}},
              {"name": "note", "type": ["null", "string"], "default": null},
              {"name": "state", "type": {"type": "enum", "name": "State", "symbols": ["NONE", "PAID"], "default": "NONE"}},
              {"name": "lines", "type": {"type": "array", "items":
                {"type": "record", "name": "Line", "fields": [
                  {"name": "amount", "type": "long"},
                  {"name": "code", "type": ["null", "string"], "default": null}]}}}]}
            """;

    @Test
    void everyContractIsCompatibleWithAllThatWasReleased() {
        SchemaCatalogue released = SchemaCatalogue.released();
        Contracts.roots()
                .forEach((name, contract) -> assertThat(
                                Compatibility.of(name).problems(contract, schemas(released.versions(name))))
                        .as(name)
                        .isEmpty());
    }

    @Test
    void everyReleaseWasCompatibleWithThoseBefore() {
        SchemaCatalogue released = SchemaCatalogue.released();
        for (String name : released.names()) {
            List<Schema> versions = schemas(released.versions(name));
            for (int i = 1; i < versions.size(); i++) {
                assertThat(Compatibility.of(name).problems(versions.get(i), versions.subList(0, i)))
                        .as("%s version %d", name, i + 1)
                        .isEmpty();
            }
        }
    }

    @Test
    void eventsAreHeldToMoreThanTheRest() {
        assertThat(Compatibility.of("dev.reprise.event.JobFailed")).isEqualTo(Compatibility.FULL_TRANSITIVE);
        assertThat(Compatibility.of("dev.reprise.command.FailJob")).isEqualTo(Compatibility.BACKWARD_TRANSITIVE);
        assertThat(Compatibility.of("dev.reprise.state.Job")).isEqualTo(Compatibility.BACKWARD_TRANSITIVE);
    }

    @ParameterizedTest
    @EnumSource
    void aNewFieldWithADefaultIsFine(Compatibility rule) {
        assertThat(problems(
                        rule,
                        "{\"name\": \"note\"",
                        "{\"name\": \"payer\", \"type\": \"string\", \"default\": \"\"}, {\"name\": \"note\""))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aChangedDocIsFine(Compatibility rule) {
        assertThat(problems(rule, "\"type\": \"long\"}", "\"type\": \"long\", \"doc\": \"Its number.\"}"))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aNewFieldWithoutADefaultIsCaught(Compatibility rule) {
        assertThat(problems(
                        rule,
                        "{\"name\": \"note\"",
                        "{\"name\": \"payer\", \"type\": \"string\"}, {\"name\": \"note\""))
                .anyMatch(problem -> problem.contains("the new version cannot read version 1")
                        && problem.contains("READER_FIELD_MISSING_DEFAULT_VALUE"));
    }

    @Test
    void aRemovedFieldWithoutADefaultIsCaughtWhereOldReadersCount() {
        String removed = "{\"name\": \"id\", \"type\": \"long\"},";
        assertThat(problems(Compatibility.FULL_TRANSITIVE, removed, ""))
                .anyMatch(problem -> problem.contains("version 1 cannot read the new version")
                        && problem.contains("READER_FIELD_MISSING_DEFAULT_VALUE"));
        assertThat(problems(Compatibility.BACKWARD_TRANSITIVE, removed, "")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aRenamedFieldIsCaughtAlthoughItHasADefault(Compatibility rule) {
        assertThat(problems(rule, "\"name\": \"note\"", "\"name\": \"remark\""))
                .containsExactly("/note seems to be renamed to remark");
        assertThat(problems(rule, "\"name\": \"code\"", "\"name\": \"number\""))
                .containsExactly("/lines/[]/code seems to be renamed to number");
    }

    @Test
    void anAliasMakesARenamedFieldReadableButNotForOldReaders() {
        String alias = "\"aliases\": [\"note\"], \"name\": \"remark\"";
        assertThat(problems(Compatibility.BACKWARD_TRANSITIVE, "\"name\": \"note\"", alias))
                .isEmpty();
        assertThat(problems(Compatibility.FULL_TRANSITIVE, "\"name\": \"note\"", alias))
                .isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aChangedTypeIsCaught(Compatibility rule) {
        assertThat(problems(rule, "\"name\": \"id\", \"type\": \"long\"", "\"name\": \"id\", \"type\": \"string\""))
                .anyMatch(problem -> problem.contains("TYPE_MISMATCH at /fields/0/type"));
        assertThat(problems(rule, "\"amount\", \"type\": \"long\"", "\"amount\", \"type\": \"int\""))
                .anyMatch(problem -> problem.contains("TYPE_MISMATCH"));
    }

    @Test
    void aWidenedTypeIsCaughtWhereOldReadersCount() {
        String from = "\"amount\", \"type\": \"long\"";
        String to = "\"amount\", \"type\": \"double\"";
        assertThat(problems(Compatibility.BACKWARD_TRANSITIVE, from, to)).isEmpty();
        assertThat(problems(Compatibility.FULL_TRANSITIVE, from, to))
                .anyMatch(problem -> problem.contains("TYPE_MISMATCH"));
    }

    @ParameterizedTest
    @EnumSource
    void anotherLogicalTypeIsCaught(Compatibility rule) {
        assertThat(problems(rule, "timestamp-millis", "timestamp-micros"))
                .anyMatch(problem -> problem.startsWith("/at was of logical type"));
    }

    @ParameterizedTest
    @EnumSource
    void aNewSymbolIsFineBecauseOldReadersSeeTheDefault(Compatibility rule) {
        assertThat(problems(rule, "\"PAID\"]", "\"PAID\", \"LATE\"]")).isEmpty();
    }

    @Test
    void aRuleLooksAtEveryEarlierVersionNotOnlyTheLast() {
        // 1 has a note, 2 has none any more, 3 brings it back as a number: fine after 2, but not after 1.
        Schema first = new Schema.Parser().parse(CHARGE);
        Schema second = parsed("{\"name\": \"note\", \"type\": [\"null\", \"string\"], \"default\": null},", "");
        Schema third = parsed(
                "[\"null\", \"string\"], \"default\": null},\n  {\"name\": \"state\"",
                "\"int\", \"default\": 0},\n  {\"name\": \"state\"");
        assertThat(Compatibility.BACKWARD_TRANSITIVE.problems(third, List.of(second)))
                .isEmpty();
        assertThat(Compatibility.BACKWARD_TRANSITIVE.problems(third, List.of(first, second)))
                .allMatch(problem -> problem.contains("version 1"))
                .isNotEmpty();
    }

    private static List<String> problems(Compatibility rule, String from, String to) {
        return rule.problems(parsed(from, to), List.of(new Schema.Parser().parse(CHARGE)));
    }

    private static Schema parsed(String from, String to) {
        assertThat(CHARGE).contains(from);
        return new Schema.Parser().parse(CHARGE.replace(from, to));
    }

    private static List<Schema> schemas(List<ReleasedSchema> versions) {
        return versions.stream().map(ReleasedSchema::schema).toList();
    }
}
