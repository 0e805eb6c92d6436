package dev.reprise.query.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.reprise.common.JobState;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class QueryParametersTest {
    @Test
    void readsWhatIsKnown() {
        QueryParameters given = QueryParameters.of(
                Map.of("limit", List.of("7"), "state", List.of("INCIDENT"), "include", List.of("payload,details")),
                "limit",
                "state",
                "include",
                "type");

        assertThat(given.number("limit", 100, 1, 1_000)).isEqualTo(7);
        assertThat(given.oneOf("state", List.of(JobState.values()))).contains(JobState.INCIDENT);
        assertThat(given.words("include", "payload", "details")).containsExactly("payload", "details");
        assertThat(given.text("type")).isEmpty();
        assertThat(given.number("type", 3, 1, 9)).isEqualTo(3);
    }

    @Test
    void namesWhatIsUnknownOrRepeated() {
        assertThat(refused(() -> QueryParameters.of(Map.of("stat", List.of("x")), "state")))
                .isEqualTo("stat");
        assertThat(refused(() -> QueryParameters.of(Map.of("state", List.of("x", "y")), "state")))
                .isEqualTo("state");
    }

    @Test
    void namesWhatIsOutOfItsRange() {
        for (String limit : List.of("0", "1001", "-1", "1.0", "many", "", "99999999999999999999", " 1")) {
            assertThat(refused("limit", limit, given -> given.number("limit", 100, 1, 1_000)))
                    .as(limit)
                    .isEqualTo("limit");
        }
        assertThat(refused("state", "incident", given -> given.oneOf("state", List.of(JobState.values()))))
                .isEqualTo("state");
        assertThat(refused("include", "payload,", given -> given.words("include", "payload")))
                .isEqualTo("include");
    }

    private static String refused(String name, String value, Consumer<QueryParameters> read) {
        return refused(() -> read.accept(QueryParameters.of(Map.of(name, List.of(value)), name)));
    }

    private static String refused(Runnable read) {
        Problem problem =
                catchThrowableOfType(ProblemException.class, read::run).problem();
        assertThat(problem.type()).isEqualTo(ProblemTypes.INVALID_PARAMETER);
        return String.valueOf(problem.members().get("parameter"));
    }
}
