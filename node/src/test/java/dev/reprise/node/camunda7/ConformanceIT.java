package dev.reprise.node.camunda7;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.node.Node;
import dev.reprise.node.support.Standalone;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every recorded exchange with a real 7.24.0 gets the same answer here, ids and times apart, or is listed with the reason why not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class ConformanceIT {
    private static final String NO_PROCESSES = "there is no process engine here";
    private static final String JSON_ERRORS =
            "malformed JSON is told of in JSON: the Java client takes text/plain for a lost connection";
    private static final String JVM_TEXT =
            "same status and type; the message is the vendor's JVM speaking of its own classes";
    private static final String AS_SENT = "values are handed out as they were sent, never deserialised";

    private static final String POINTER =
            "historyConfiguration is not kept: the failure is the last before it in the log";

    private static final Map<String, String> DIFFERENT = Map.ofEntries(
            entry("process-definition.start", NO_PROCESSES),
            entry("complete.next-step-throws", NO_PROCESSES),
            entry("history.variables-after-bpmnError", NO_PROCESSES),
            entry("fetchAndLock.malformed-json", JSON_ERRORS),
            entry("failure.malformed-json", JSON_ERRORS),
            entry("failure.trailing-garbage", JSON_ERRORS),
            entry("fetchAndLock.body-null", JVM_TEXT),
            entry("failure.variable-entry-null", JVM_TEXT),
            entry("priority.missing", JVM_TEXT),
            entry("variables.after-failure", AS_SENT),
            entry("variables.after-json-malformed", AS_SENT),
            entry("get.after-surrogates-cut", "a character is not cut in half"),
            entry("bpmnError.suspended", "nothing is ever suspended here"),
            entry("failure.concurrent-optimistic-locking", "each of several reports gets one clear answer"),
            entry("history.batch-get", "a batch tells what became of each id"),
            entry("history.incident-resolved", POINTER),
            entry("history.incident-after-complete", "of a task's incidents, the newest one is kept"),
            entry("options", "no WADL"));

    private Node node;
    private EngineRest rest;

    @BeforeAll
    void start(@TempDir Path folder) {
        node = Standalone.start(folder);
        rest = new EngineRest(node.url());
    }

    @AfterAll
    void stop() {
        node.close();
    }

    @AfterEach
    void clear() {
        rest.clear();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.reprise.node.camunda7.Transcript#stream")
    void answersAsTheVendorOrForAReason(Transcript row) {
        List<String> tasks = Situations.bringAbout(row.name(), rest);
        HttpResponse<String> answer = row.repeat(rest, tasks);
        Map<String, @Nullable Object> actual = row.actual(answer);
        String reason = DIFFERENT.get(row.name());
        if (reason == null) {
            assertThat(actual).isEqualTo(row.expected());
        } else {
            assertThat(actual).as("listed as different, since %s", reason).isNotEqualTo(row.expected());
        }
    }

    @Test
    void listsOnlyWhatWasRecorded() throws IOException {
        assertThat(Transcript.all().stream().map(Transcript::name).collect(Collectors.toSet()))
                .containsAll(DIFFERENT.keySet());
    }
}
