package dev.reprise.schemas;

import static dev.reprise.schemas.UndecodableRecordException.Reason.FOREIGN_SCHEMA;
import static dev.reprise.schemas.UndecodableRecordException.Reason.MALFORMED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.reprise.command.RetryJobNow;
import java.io.EOFException;
import java.net.ConnectException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The seam where Confluent's serde takes the place of ours, held by stand-ins that have its shape. */
class RecordSerdesTest {
    private static final Map<String, String> FOREIGN = Map.of(
            "reprise.serializer.class",
            ForeignSerializer.class.getName(),
            "reprise.deserializer.class",
            ForeignReader.class.getName(),
            "schema.registry.url",
            "http://registry:8081",
            "basic.auth.user.info",
            "ann:s3cret");

    private final RetryJobNow command = new RetryJobNow(7L);

    @Test
    void oursAreTheUsualOnes() {
        try (RecordSerdes serdes = RecordSerdes.from(Map.of("bootstrap.servers", "kafka:9092"))) {
            byte[] bytes = serdes.serializer().serialize(Topics.JOB_COMMANDS, command);
            assertThat(bytes).isEqualTo(new AvroWire().encode(command));
            assertThat(serdes.deserializer().deserialize(Topics.JOB_COMMANDS, bytes))
                    .isEqualTo(command);
        }
    }

    @Test
    void othersTakeTheirPlaceByConfigurationAlone() {
        try (RecordSerdes serdes = RecordSerdes.from(FOREIGN)) {
            assertThat(serdes.serializer()).isInstanceOf(ForeignSerializer.class);
            byte[] bytes = serdes.serializer().serialize(Topics.JOB_COMMANDS, command);
            assertThat(serdes.deserializer().deserialize(Topics.JOB_COMMANDS, bytes))
                    .isEqualTo(command);
        }
    }

    @Test
    void othersAreToldWhatMakesThemWriteTheSame() {
        try (RecordSerdes serdes = RecordSerdes.from(FOREIGN)) {
            assertThat(((ForeignSerializer) (Serializer<?>) serdes.serializer()).config)
                    .containsAllEntriesOf(FOREIGN)
                    .containsEntry(
                            "value.subject.name.strategy",
                            "io.confluent.kafka.serializers.subject.TopicRecordNameStrategy")
                    .containsEntry("specific.avro.reader", "true")
                    .containsEntry("avro.remove.java.properties", "true");
            assertThat(ForeignReader.lastConfig).containsEntry("specific.avro.reader", "true");
        }
    }

    @Test
    void aSettingOfTheUserComesBeforeOurs() {
        Map<String, String> config = new HashMap<>(FOREIGN);
        config.put("value.subject.name.strategy", "com.example.Own");
        try (RecordSerdes serdes = RecordSerdes.from(config)) {
            assertThat(((ForeignSerializer) (Serializer<?>) serdes.serializer()).config)
                    .containsEntry("value.subject.name.strategy", "com.example.Own");
        }
    }

    @Test
    void aClassMayStandForItsName() {
        try (RecordSerdes serdes = RecordSerdes.from(Map.of("reprise.serializer.class", ForeignSerializer.class))) {
            assertThat(serdes.serializer()).isInstanceOf(ForeignSerializer.class);
        }
    }

    @Test
    void aClassThatIsMissingIsNamed() {
        Map<String, String> confluent =
                Map.of("reprise.serializer.class", "io.confluent.kafka.serializers.KafkaAvroSerializer");
        assertThatThrownBy(() -> RecordSerdes.from(confluent))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("io.confluent.kafka.serializers.KafkaAvroSerializer")
                .hasMessageContaining("reprise.serializer.class")
                .hasMessageContaining("Expected a Serializer on the class path");
    }

    @Test
    void aClassOfTheWrongKindIsRefused() {
        assertThatThrownBy(() ->
                        RecordSerdes.from(Map.of("reprise.deserializer.class", ForeignSerializer.class.getName())))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("Expected a Deserializer");
    }

    @Test
    void whatOthersCannotReadIsUnreadableInOurWordsToo() {
        assertThat(foreignFailure(new SerializationException("Unknown magic byte!"))
                        .reason())
                .isEqualTo(MALFORMED);
        // Avro's end of data is an I/O fault by its type, but not of the network.
        assertThat(foreignFailure(new SerializationException("broken", new EOFException()))
                        .reason())
                .isEqualTo(MALFORMED);
    }

    @Test
    void aRegistryThatOthersCannotReachIsAwayInOurWordsToo() {
        for (RuntimeException thrown : new RuntimeException[] {
            new SerializationException("Error retrieving Avro schema", new ConnectException("refused")),
            new TimeoutException("registry")
        }) {
            try (RecordSerdes serdes = failing(thrown)) {
                assertThatThrownBy(() -> serdes.deserializer().deserialize(Topics.JOB_COMMANDS, new byte[1]))
                        .isInstanceOf(RegistryUnavailableException.class)
                        .hasCause(thrown);
            }
        }
    }

    @Test
    void aValueThatIsNoGeneratedClassIsForeign() {
        ForeignReader.answer = "a generic record";
        try (RecordSerdes serdes = RecordSerdes.from(FOREIGN)) {
            UndecodableRecordException refusal = catchThrowableOfType(
                    UndecodableRecordException.class,
                    () -> serdes.deserializer().deserialize(Topics.JOB_COMMANDS, new byte[1]));
            assertThat(refusal.reason()).isEqualTo(FOREIGN_SCHEMA);
            assertThat(refusal).hasMessage("Expected a record of Reprise, but the value is a java.lang.String");
        } finally {
            ForeignReader.answer = null;
        }
    }

    private static UndecodableRecordException foreignFailure(RuntimeException thrown) {
        try (RecordSerdes serdes = failing(thrown)) {
            return catchThrowableOfType(
                    UndecodableRecordException.class,
                    () -> serdes.deserializer().deserialize(Topics.JOB_COMMANDS, new byte[1]));
        }
    }

    private static RecordSerdes failing(RuntimeException thrown) {
        Map<String, Object> config = new HashMap<>(FOREIGN);
        config.put("test.failure", thrown);
        return RecordSerdes.from(config);
    }

    /** Like Confluent's, a serializer of any object. */
    public static final class ForeignSerializer implements Serializer<Object> {
        private Map<String, Object> config = Map.of();

        @Override
        public void configure(Map<String, ?> configs, boolean isKey) {
            assertThat(isKey).isFalse();
            config = Map.copyOf(configs);
        }

        @Override
        public byte[] serialize(String topic, Object value) {
            return new AvroWire().encode((RetryJobNow) value);
        }
    }

    /** Like Confluent's, a deserializer to any object. */
    public static final class ForeignReader implements Deserializer<Object> {
        private static Map<String, Object> lastConfig = Map.of();
        private static @Nullable Object answer;

        private @Nullable RuntimeException failure;

        @Override
        public void configure(Map<String, ?> configs, boolean isKey) {
            lastConfig = Map.copyOf(configs);
            failure = (RuntimeException) configs.get("test.failure");
        }

        @Override
        public Object deserialize(String topic, byte[] bytes) {
            if (failure != null) {
                throw failure;
            }
            Object fixed = answer;
            return fixed == null ? new AvroWire().decode(bytes) : fixed;
        }
    }
}
