package dev.reprise.node.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reprise.command.CreateJob;
import dev.reprise.command.FailJob;
import dev.reprise.common.Variable;
import dev.reprise.event.JobCreated;
import dev.reprise.node.KafkaAccess;
import dev.reprise.node.KafkaUnavailableException;
import dev.reprise.node.Node;
import dev.reprise.node.letters.Letter;
import dev.reprise.node.letters.LetterBox;
import dev.reprise.node.letters.LetterPlace;
import dev.reprise.node.letters.Redrive;
import dev.reprise.node.support.Caller;
import dev.reprise.node.support.Records;
import dev.reprise.node.support.Standalone;
import dev.reprise.schemas.JobKeys;
import dev.reprise.schemas.RecordHeaders;
import dev.reprise.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Dead letters on a real broker: some that the engine has put aside, and some that look as if it had, of commands that are sound. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeadLettersIT {
    private Node node;
    private Caller caller;
    private Records records;

    @BeforeAll
    void start(@TempDir Path folder) {
        node = Standalone.start(folder);
        caller = new Caller(node.bootstrapServers());
        records = new Records(node.bootstrapServers());
    }

    @AfterAll
    void stop() {
        caller.close();
        node.close();
    }

    @Test
    void areListedAndShown() throws Exception {
        LetterPlace place = letter(11, create(11), "ENGINE_FAILED", "c11");
        JsonNode row = row(place);
        assertThat(row.get("reason").asText()).isEqualTo("ENGINE_FAILED");
        assertThat(row.get("key").asText()).isEqualTo("11");
        assertThat(row.get("origin").asText()).isEqualTo("job-commands-1-0");
        assertThat(row.get("redriven").asBoolean()).isFalse();
        assertThat(run("list", "--reason", "ENGINE_FAILED", "--since", "1h").out())
                .contains("PLACE", place.toString(), "11", "ENGINE_FAILED", "IllegalStateException");
        assertThat(run("list", "--reason", "IllegalStateException", "-o", "json")
                        .out())
                .contains(place.toString());
        assertThat(run("list", "--reason", "NO_KEY").out()).doesNotContain(place + " ");
        assertThat(run("list", "--since", "2999-01-01T00:00:00Z", "-o", "json")
                        .out()
                        .strip())
                .isEqualTo("[ ]");
        assertThat(run("list", "--partition", "0", "-o", "json").out()).doesNotContain("job-commands-1-0");

        CommandRun shown = run("show", place.toString());
        assertThat(shown.out())
                .contains("commandType", "CreateJob", "headers.command-id", "c11", "headers.mine", "kept")
                .contains("at a.B.c(B.java:1)")
                .contains("(hidden)")
                .doesNotContain("4711-secret");
        assertThat(run("show", place.toString(), "--payload").out()).contains("4711-secret");
        assertThat(run("show", "0-999999").exitCode()).isEqualTo(ExitCode.NOT_FOUND);
    }

    @Test
    void areSentBackOnceAndDecidedOnce() throws Exception {
        LetterPlace place = letter(12, create(12), "ENGINE_FAILED", "c12");
        CommandRun dry = run("redrive", place.toString(), "--dry-run");
        assertThat(dry.out()).contains("would send " + place);
        assertThat(row(place).get("redriven").asBoolean()).isFalse();

        CommandRun sent = run("redrive", place.toString());
        assertThat(sent.exitCode()).as(sent.err()).isZero();
        assertThat(sent.out()).contains("sent " + place, "1 sent back");
        await().until(() -> records.eventTypes(12).contains("JobCreated"));
        assertThat(row(place).get("redriven").asBoolean()).isTrue();

        CommandRun again = run("redrive", place.toString());
        assertThat(again.exitCode()).isEqualTo(ExitCode.CONFLICT);
        assertThat(again.err()).contains("Expected dead letter " + place + " not to have been sent back yet");
        CommandRun forced = run("redrive", place.toString(), "--force");
        assertThat(forced.exitCode()).isZero();
        caller.call(FailJob.newBuilder().setJobKey(12).setRetries(1).build()); // behind it
        assertThat(records.eventTypes(12)).as("the command id is known").containsExactly("JobCreated", "JobFailed");
    }

    @Test
    void withoutAnIdAreKnownByTheirFirstPlace() throws Exception {
        LetterPlace place = letter(13, create(13), "ENGINE_FAILED", null);
        run("redrive", place.toString());
        await().until(() -> records.eventTypes(13).contains("JobCreated"));
        assertThat(((JobCreated) records.events(13).get(0)).getCommandId()).isEqualTo("job-commands-1-0");
    }

    @Test
    void thatDieAgainAreNotSentBackForEver() throws Exception {
        byte[] key = JobKeys.recordKey(14);
        caller.append(Caller.record(null, key, "not Avro".getBytes(UTF_8)));
        LetterPlace place = awaitLetter("14", 0);
        for (int redrives = 1; redrives <= 3; redrives++) {
            assertThat(run("redrive", place.toString()).exitCode()).isZero();
            place = awaitLetter("14", redrives);
        }
        JsonNode row = row(place);
        assertThat(row.get("reason").asText()).isEqualTo("UNREADABLE_VALUE");
        assertThat(row.get("redrives").asInt()).isEqualTo(3);
        CommandRun fourth = run("redrive", place.toString());
        assertThat(fourth.exitCode()).isEqualTo(ExitCode.CONFLICT);
        assertThat(fourth.err()).contains("fewer than 3 times, but it died again after 3");
        CommandRun all = run("redrive", "--all", "--reason", "UNREADABLE_VALUE");
        assertThat(all.exitCode()).isZero();
        assertThat(all.out()).contains("0 sent back, 1 refused");
        CommandRun shown = run("show", place.toString(), "-o", "json");
        List<String> headers = new ArrayList<>();
        new ObjectMapper().readTree(shown.out()).get("headers").fieldNames().forEachRemaining(headers::add);
        assertThat(headers).doesNotHaveDuplicates().contains("redriven-from", "redrives", "__streams.errors.exception");
    }

    @Test
    void areSentWholeOrNotAtAllWhenTheProcessEnds() {
        LetterPlace place = letter(15, create(15), "ENGINE_FAILED", "c15");
        KafkaAccess kafka = new KafkaAccess(node.bootstrapServers(), Map.of());
        try (LetterBox letters = new LetterBox(kafka);
                KafkaProducer<byte[], byte[]> dying = new KafkaProducer<>(
                        kafka.client(Map.of("transactional.id", "reprise-redrive")),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            Letter letter = letters.at(place).orElseThrow();
            dying.initTransactions();
            dying.beginTransaction();
            dying.send(new ProducerRecord<>(Topics.JOB_COMMANDS, letter.key(), letter.value()));
            dying.flush(); // and no mark, and no commit
            try (Redrive first = new Redrive(kafka, Map.of());
                    Redrive second = new Redrive(kafka, Map.of())) {
                assertThatThrownBy(() -> first.send(letter))
                        .isInstanceOf(KafkaUnavailableException.class)
                        .hasMessageContaining("another redrive has begun meanwhile");
                assertThat(letters.read(other -> {})).doesNotContainKey(place);
                second.send(letter);
                assertThat(letters.read(other -> {})).containsKey(place);
            }
        }
        caller.call(FailJob.newBuilder().setJobKey(15).setRetries(1).build());
        assertThat(records.eventTypes(15)).containsExactly("JobCreated", "JobFailed");
    }

    @Test
    void tellOperatorsWhatIsWrong() {
        assertThat(run("redrive").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run("redrive", "0-1", "--all").err())
                .contains("Expected places of dead letters, or --all, but got both");
        assertThat(run("redrive", "--all", "--force").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run("show", "17").err()).contains("expected the place of a dead letter such as 0-17, but got 17");
        assertThat(run("list", "--since", "yesterday").err()).contains("expected a time such as");
        assertThat(run("list", "--limit", "0").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run("redrive", "0-999999").exitCode()).isEqualTo(ExitCode.NOT_FOUND);
    }

    private static SpecificRecord create(long key) {
        return CreateJob.newBuilder()
                .setJobKey(key)
                .setType("t")
                .setVariables(Map.of(
                        "card", Variable.newBuilder().setValue("4711-secret").build()))
                .build();
    }

    /** A letter as the engine writes it. */
    private LetterPlace letter(long key, SpecificRecord command, String reason, @Nullable String commandId) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(Topics.JOB_DEAD_LETTERS, JobKeys.recordKey(key), caller.bytes(command));
        Map<String, String> headers = Map.of(
                "mine",
                "kept",
                "__streams.errors.exception",
                "java.lang.IllegalStateException",
                "__streams.errors.message",
                "a bug",
                "__streams.errors.stacktrace",
                "java.lang.IllegalStateException: a bug\n\tat a.B.c(B.java:1)",
                "__streams.errors.topic",
                Topics.JOB_COMMANDS,
                "__streams.errors.partition",
                "1",
                "__streams.errors.offset",
                "0",
                RecordHeaders.DEAD_LETTER_REASON,
                reason);
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
        if (commandId != null) {
            record.headers().add(RecordHeaders.COMMAND_ID, commandId.getBytes(UTF_8));
        }
        return new LetterPlace(0, caller.append(record).offset());
    }

    private LetterPlace awaitLetter(String key, int redrives) {
        List<LetterPlace> found = new ArrayList<>();
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            for (JsonNode row : rows()) {
                if (row.get("key").asText().equals(key) && row.get("redrives").asInt() == redrives) {
                    found.add(LetterPlace.parse(row.get("place").asText()));
                }
            }
            return !found.isEmpty();
        });
        return found.get(0);
    }

    private JsonNode row(LetterPlace place) throws Exception {
        for (JsonNode row : rows()) {
            if (row.get("place").asText().equals(place.toString())) {
                return row;
            }
        }
        throw new AssertionError("Expected " + place + " to be listed");
    }

    private JsonNode rows() throws Exception {
        return new ObjectMapper().readTree(run("list", "-o", "json").out());
    }

    private CommandRun run(String verb, String... more) {
        List<String> words =
                new ArrayList<>(List.of("dead-letters", verb, "--bootstrap-servers", node.bootstrapServers()));
        words.addAll(List.of(more));
        CommandRun run = new CommandRun();
        run.execute(words.toArray(new String[0]));
        return run;
    }
}
