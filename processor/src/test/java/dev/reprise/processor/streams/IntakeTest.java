package dev.reprise.processor.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.command.FailJob;
import dev.reprise.common.RejectionType;
import dev.reprise.processor.metrics.Meter;
import dev.reprise.reply.CommandAccepted;
import dev.reprise.reply.CommandRejected;
import dev.reprise.reply.JobsActivated;
import dev.reprise.reply.JobsAvailable;
import dev.reprise.schemas.AvroWire;
import dev.reprise.schemas.RecordHeaders;
import dev.reprise.schemas.Topics;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens to records before the engine sees them. */
class IntakeTest extends TopologySpec {
    private static final AvroWire WIRE = new AvroWire();

    static Stream<Arguments> unusable() {
        byte[] key = TopologyFixture.key(JOB);
        byte[] command = WIRE.encode(create(JOB));
        byte[] unknownSchema = command.clone();
        unknownSchema[1] = 0x7F;
        return Stream.of(
                Arguments.of("no key", null, command, "NO_KEY"),
                Arguments.of("empty key", new byte[0], command, "UNREADABLE_KEY"),
                Arguments.of("key is a word", "job".getBytes(UTF_8), command, "UNREADABLE_KEY"),
                Arguments.of("key with a leading zero", "04711".getBytes(UTF_8), command, "UNREADABLE_KEY"),
                Arguments.of("key 0", "0".getBytes(UTF_8), command, "UNREADABLE_KEY"),
                Arguments.of("key beyond a long", "9223372036854775808".getBytes(UTF_8), command, "UNREADABLE_KEY"),
                Arguments.of("binary key", new byte[] {0, 0, 0, 0, 0, 0, 18, 103}, command, "UNREADABLE_KEY"),
                Arguments.of("no value", key, null, "UNREADABLE_VALUE"),
                Arguments.of("empty value", key, new byte[0], "UNREADABLE_VALUE"),
                Arguments.of("JSON", key, "{\"jobKey\":4711}".getBytes(UTF_8), "UNREADABLE_VALUE"),
                Arguments.of("unknown schema", key, unknownSchema, "UNREADABLE_VALUE"),
                Arguments.of("cut off", key, Arrays.copyOf(command, command.length - 3), "UNREADABLE_VALUE"),
                Arguments.of("a huge length", key, hugeString(command), "UNREADABLE_VALUE"),
                Arguments.of("not a command", key, WIRE.encode(new JobsAvailable("t", "", 0)), "NOT_A_COMMAND"));
    }

    /** The command's header, a job key, and a string that claims to have 2 GiB. */
    private static byte[] hugeString(byte[] command) {
        byte[] bytes = Arrays.copyOf(command, 16);
        System.arraycopy(new byte[] {2, (byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F}, 0, bytes, 5, 6);
        return bytes;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unusable")
    void putsAsideWhatCannotBeUsed(String name, byte @Nullable [] key, byte @Nullable [] value, String reason) {
        TestRecord<byte @Nullable [], byte @Nullable []> record =
                new TestRecord<>(key, value, Instant.ofEpochMilli(T0 - 5));
        TopologyFixture.header(record.headers(), "mine", "kept");
        topology.record(record);

        List<TestRecord<byte[], byte[]>> letters = topology.take(Topics.JOB_DEAD_LETTERS);
        assertThat(letters).hasSize(1);
        TestRecord<byte[], byte[]> letter = letters.get(0);
        assertThat(letter.key()).isEqualTo(key);
        assertThat(letter.value()).isEqualTo(value);
        assertThat(letter.timestamp()).isEqualTo(T0 - 5);
        assertThat(header(letter, "mine")).isEqualTo("kept");
        assertThat(header(letter, "__streams.errors.topic")).isEqualTo(Topics.JOB_COMMANDS);
        assertThat(header(letter, "__streams.errors.partition")).isEqualTo("0");
        assertThat(header(letter, "__streams.errors.offset")).isEqualTo("0");
        assertThat(header(letter, "__streams.errors.exception")).endsWith("Exception");
        assertThat(header(letter, "__streams.errors.message")).isNotBlank();
        assertThat(header(letter, "__streams.errors.stacktrace")).contains("dev.reprise");
        assertThat(topology.metrics().count(Meter.DEAD_LETTERS, reason)).isEqualTo(1);

        createdJob(JOB); // and on it goes
        assertThat(topology.progress().processed(0)).hasValue(1);
    }

    @Test
    void refusesACommandWhoseKeyNamesAnotherJob() {
        TestRecord<byte @Nullable [], byte @Nullable []> record =
                new TestRecord<>(TopologyFixture.key(5), WIRE.encode(create(6)));
        TopologyFixture.header(record.headers(), RecordHeaders.COMMAND_ID, "c1");
        TopologyFixture.header(record.headers(), RecordHeaders.REPLY_TO, "0");
        topology.record(record);
        CommandRejected rejected = (CommandRejected) only(Topics.JOB_REJECTIONS);
        assertThat(rejected.getType()).isEqualTo(RejectionType.INVALID_ARGUMENT);
        assertThat(rejected.getReason()).contains("the key names job 5");
        assertThat(rejected.getJobKey()).isEqualTo(6);
        assertThat(rejected.getCommandId()).isEqualTo("c1");
        assertThat(only(Topics.JOB_REPLIES)).isEqualTo(rejected);
        assertThat(topology.takeEvents()).isEmpty();
        assertThat(topology.job(5)).isEmpty();
        assertThat(topology.job(6)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"activate", "4711", "", "any thing"})
    void takesActivationsUnderAnyKey(String key) {
        createdJob(JOB);
        TestRecord<byte @Nullable [], byte @Nullable []> record =
                new TestRecord<>(key.getBytes(UTF_8), WIRE.encode(activate(1, ofSeconds(30))));
        TopologyFixture.header(record.headers(), RecordHeaders.REPLY_TO, "0");
        topology.record(record);
        assertThat(((JobsActivated) only(Topics.JOB_REPLIES)).getJobs()).hasSize(1);
    }

    @Test
    void takesTheCommandIdFromTheHeaderThenFromTheRequestThenFromThePlace() {
        createdJob(JOB);
        FailJob failure = FailJob.newBuilder(fail(JOB, ofSeconds(0)))
                .setRequestId("request")
                .build();
        assertThat(commandIdOf(failure, "header")).isEqualTo("header");
        assertThat(commandIdOf(failure, null)).isEqualTo("request");
        assertThat(commandIdOf(fail(JOB, ofSeconds(0)), null)).isEqualTo("job-commands-0-3");
        assertThat(commandIdOf(fail(JOB, ofSeconds(0)), "")).isEqualTo("job-commands-0-4");
    }

    @Test
    void survivesATimestampThatIsNone() {
        assertThat(new CommandTimestamps()
                        .extract(
                                new org.apache.kafka.clients.consumer.ConsumerRecord<>(
                                        "t", 0, 0, new Object(), new Object()),
                                -1))
                .isZero();
    }

    private String commandIdOf(SpecificRecord command, @Nullable String header) {
        TestRecord<byte @Nullable [], byte @Nullable []> record =
                new TestRecord<>(TopologyFixture.key(JOB), WIRE.encode(command));
        TopologyFixture.header(record.headers(), RecordHeaders.REPLY_TO, "0");
        if (header != null) {
            TopologyFixture.header(record.headers(), RecordHeaders.COMMAND_ID, header);
        }
        topology.record(record);
        return ((CommandAccepted) only(Topics.JOB_REPLIES)).getCommandId();
    }

    private SpecificRecord only(String topic) {
        List<SpecificRecord> records = topology.takeRecords(topic);
        assertThat(records).hasSize(1);
        return records.get(0);
    }

    private static @Nullable String header(TestRecord<?, ?> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), UTF_8);
    }
}
