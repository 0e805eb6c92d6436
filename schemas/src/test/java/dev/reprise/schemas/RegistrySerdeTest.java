package dev.reprise.schemas;

import static dev.reprise.schemas.UndecodableRecordException.Reason.FOREIGN_SCHEMA;
import static dev.reprise.schemas.UndecodableRecordException.Reason.UNKNOWN_SCHEMA;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.reprise.command.CancelJob;
import dev.reprise.command.RetryJobNow;
import dev.reprise.schemas.FakeRegistry.Request;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our serde against a registry that speaks Confluent's API over HTTP. */
class RegistrySerdeTest {
    private static final String SUBJECT = "job-commands-dev.reprise.command.CancelJob";
    /** Port 1 of loopback: nobody listens. */
    private static final String NOBODY = "http://127.0.0.1:1";

    private final FakeRegistry registry = new FakeRegistry();
    private final CancelJob command = new CancelJob(4711L, "no longer needed");

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void aSchemaIsRegisteredUnderTopicAndRecordName() {
        byte[] bytes = write(serializer(Map.of()));
        assertThat(registry.versions(SUBJECT)).hasSize(1);
        int id = registry.versions(SUBJECT).keySet().iterator().next();
        assertThat(ByteBuffer.wrap(bytes).get(0)).isZero();
        assertThat(ByteBuffer.wrap(bytes).getInt(1)).isEqualTo(id);
        assertThat(registry.requests())
                .containsExactly(new Request(
                        "POST", "/subjects/" + SUBJECT + "/versions", null, "application/vnd.schemaregistry.v1+json"));
    }

    @Test
    void onlyTheIdDiffersFromTheBytesWithTheCatalogue() {
        byte[] withRegistry = write(serializer(Map.of()));
        byte[] withCatalogue = new AvroWire().encode(command);
        assertThat(ByteBuffer.wrap(withRegistry).position(5))
                .isEqualTo(ByteBuffer.wrap(withCatalogue).position(5));
    }

    @Test
    void whatOneWritesAnotherReads() {
        assertThat(read(deserializer(Map.of()), write(serializer(Map.of())))).isEqualTo(command);
    }

    @Test
    void theRegistryIsAskedOnce() {
        Serializer<SpecificRecord> serializer = serializer(Map.of());
        Deserializer<SpecificRecord> deserializer = deserializer(Map.of());
        for (int i = 0; i < 10; i++) {
            read(deserializer, write(serializer));
        }
        assertThat(registry.requests()).extracting(Request::method).containsExactly("POST", "GET");
    }

    @Test
    void withoutRegistrationTheSchemaIsLookedUp() {
        write(serializer(Map.of()));
        registry.requests().clear();
        write(serializer(Map.of("auto.register.schemas", false)));
        assertThat(registry.requests()).extracting(Request::path).containsExactly("/subjects/" + SUBJECT);
    }

    @Test
    void withoutRegistrationAnUnknownSchemaIsRefused() {
        Serializer<SpecificRecord> serializer = serializer(Map.of("auto.register.schemas", "false"));
        assertThatThrownBy(() -> write(serializer))
                .isExactlyInstanceOf(SerializationException.class)
                .hasMessage(
                        "Expected the registry at %s to take the schema of %s, but it refused with 40401: Subject '%s' not found.",
                        registry.url(), SUBJECT, SUBJECT);
        assertThat(registry.versions(SUBJECT)).isEmpty();
    }

    @Test
    void anIncompatibleSchemaIsRefusedInTheRegistrysWords() {
        registry.failWith(409, "{\"error_code\":409,\"message\":\"Schema being registered is incompatible\"}");
        assertThatThrownBy(() -> write(serializer(Map.of())))
                .isExactlyInstanceOf(SerializationException.class)
                .hasMessageEndingWith("but it refused with 409: Schema being registered is incompatible");
    }

    @Test
    void anIdThatTheRegistryDoesNotKnowIsUnreadable() {
        UndecodableRecordException refusal = refusal(new byte[] {0, 0, 0, 0, 99, 2});
        assertThat(refusal.reason()).isEqualTo(UNKNOWN_SCHEMA);
        assertThat(refusal)
                .hasMessage("Expected a schema id of the registry at %s, but it does not know 99", registry.url());
    }

    @Test
    void aSchemaThatIsNotAvroIsUnreadable() {
        int id = registry.putForeign("JSON", "{}");
        UndecodableRecordException refusal = refusal(value(id));
        assertThat(refusal.reason()).isEqualTo(FOREIGN_SCHEMA);
        assertThat(refusal).hasMessage("Expected an Avro schema under id %d, but it is of type JSON", id);
    }

    @Test
    void aSchemaThatIsBrokenIsUnreadable() {
        assertThat(refusal(value(registry.put("x", "{\"type\":\"nonsense\"}"))).reason())
                .isEqualTo(FOREIGN_SCHEMA);
    }

    @Test
    void aRecordOfANewerVersionIsReadAsOurs() {
        String newer = SchemaCatalogue.released()
                .newest("dev.reprise.command.RetryJobNow")
                .json();
        int id = registry.put(
                "x", newer.replaceFirst("\"fields\" : \\[", "\"fields\" : [{\"name\":\"since\",\"type\":\"string\"},"));
        byte[] bytes = ByteBuffer.allocate(8)
                .put((byte) 0)
                .putInt(id)
                .put((byte) 2)
                .put((byte) 'x')
                .put((byte) 14)
                .array();
        assertThat(read(deserializer(Map.of()), bytes)).isEqualTo(new RetryJobNow(7L));
    }

    @Test
    void aRegistryThatIsAwayIsSaidSoWithItsUrl() {
        Serializer<SpecificRecord> serializer = new AvroRecordSerializer();
        serializer.configure(Map.of("schema.registry.url", NOBODY), false);
        assertThatThrownBy(() -> write(serializer))
                .isInstanceOf(RegistryUnavailableException.class)
                .isInstanceOf(RetriableException.class)
                .hasMessageStartingWith(
                        "Expected an answer of the schema registry, but there is none (" + NOBODY + ": ");
    }

    @Test
    void aRegistryThatDoesNotAnswerInTimeIsAway() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Deserializer<SpecificRecord> deserializer = new AvroRecordDeserializer();
            deserializer.configure(
                    Map.of(
                            "schema.registry.url",
                            "http://127.0.0.1:" + silent.getLocalPort(),
                            "schema.registry.request.timeout.ms",
                            "200"),
                    false);
            assertThatThrownBy(() -> read(deserializer, value(1)))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining("timed out");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 429, 401, 403, 408})
    void aPassingFaultIsNotRemembered(int status) {
        Serializer<SpecificRecord> serializer = serializer(Map.of());
        Deserializer<SpecificRecord> deserializer = deserializer(Map.of());
        registry.failWith(status, "{\"error_code\":50001,\"message\":\"not now\"}");
        assertThatThrownBy(() -> write(serializer))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining(registry.url() + ": status " + status);
        registry.recover();
        byte[] bytes = write(serializer);
        registry.failWith(status, "");
        assertThatThrownBy(() -> read(deserializer, bytes)).isInstanceOf(RegistryUnavailableException.class);
        registry.recover();
        assertThat(read(deserializer, bytes)).isEqualTo(command);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>hello</html>", "", "{}", "[]", "null"})
    void anAnswerThatIsNotOfTheApiSaysNothingOnTheRecord(String body) {
        for (int status : List.of(200, 404, 302)) {
            registry.failWith(status, body);
            assertThatThrownBy(() -> read(deserializer(Map.of()), value(1)))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessage(
                            "Expected the API of a schema registry at %s, but it answered with status %d and something else",
                            registry.url(), status);
            assertThatThrownBy(() -> write(serializer(Map.of()))).isInstanceOf(RegistryUnavailableException.class);
        }
    }

    @Test
    void theNextUrlIsAskedWhenOneIsAwayAndKeptWhileItAnswers() {
        try (FakeRegistry second = new FakeRegistry()) {
            registry.failWith(503, "");
            Serializer<SpecificRecord> serializer =
                    serializer(Map.of("schema.registry.url", registry.url() + " , " + second.url()));
            write(serializer);
            serializer.serialize(Topics.JOB_COMMANDS, new RetryJobNow(1L));
            assertThat(registry.requests()).hasSize(1);
            assertThat(second.requests()).hasSize(2);
            second.failWith(503, "");
            registry.recover();
            assertThat(serializer.serialize("elsewhere", new RetryJobNow(1L))).isNotEmpty();
        }
    }

    @Test
    void allUrlsAreNamedWhenNoneAnswers() {
        registry.failWith(503, "");
        assertThatThrownBy(() -> write(serializer(Map.of("schema.registry.url", List.of(NOBODY, registry.url())))))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining(NOBODY)
                .hasMessageContaining(registry.url());
    }

    @Test
    void credentialsAreSentButNeverShown() {
        registry.failWith(503, "");
        for (Map<String, String> config : List.of(
                Map.of("basic.auth.user.info", "ann:s3cret"),
                Map.of("schema.registry.url", registry.url().replace("http://", "http://ann:s3cret@")))) {
            registry.requests().clear();
            assertThatThrownBy(() -> write(serializer(config)))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .satisfies(e -> assertThat(e.toString()).doesNotContain("s3cret"));
            assertThat(registry.requests())
                    .extracting(Request::authorization)
                    .containsExactly("Basic " + Base64.getEncoder().encodeToString("ann:s3cret".getBytes(UTF_8)));
        }
    }

    @Test
    void aRegistryMayBeUnderAPath() {
        try (FakeRegistry nested = new FakeRegistry("/apis/ccompat/v7")) {
            assertThat(write(serializer(Map.of("schema.registry.url", nested.url() + "/"))))
                    .isNotEmpty();
            assertThat(nested.versions(SUBJECT)).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://ann:s3cret@host", "localhost:8081", "http://", "ann:s3cret@host", "http://a b"})
    void anUnusableUrlIsRefusedAtOnce(String url) {
        assertThatThrownBy(() -> serializer(Map.of("schema.registry.url", url)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("Expected http:// or https:// URLs in schema.registry.url")
                .satisfies(e -> assertThat(e.toString()).doesNotContain("s3cret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "soon"})
    void anUnusableTimeoutIsRefusedAtOnce(String millis) {
        assertThatThrownBy(() -> serializer(Map.of("schema.registry.request.timeout.ms", millis)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("schema.registry.request.timeout.ms");
    }

    @Test
    void anInterruptionIsPassedOn() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> write(serializer(Map.of()))).isInstanceOf(InterruptException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void nullIsATombstoneBothWays() {
        assertThat(serializer(Map.of()).serialize(Topics.JOB_RETRY_POLICIES, null))
                .isNull();
        assertThat(deserializer(Map.of()).deserialize(Topics.JOB_RETRY_POLICIES, null))
                .isNull();
        assertThat(registry.requests()).isEmpty();
    }

    @Test
    void aBlankUrlMeansTheCatalogue() {
        assertThat(write(serializer(Map.of("schema.registry.url", " ")))).isEqualTo(new AvroWire().encode(command));
    }

    private byte[] write(Serializer<SpecificRecord> serializer) {
        return serializer.serialize(Topics.JOB_COMMANDS, command);
    }

    private static SpecificRecord read(Deserializer<SpecificRecord> deserializer, byte[] bytes) {
        return deserializer.deserialize(Topics.JOB_COMMANDS, bytes);
    }

    private UndecodableRecordException refusal(byte[] bytes) {
        return catchThrowableOfType(UndecodableRecordException.class, () -> read(deserializer(Map.of()), bytes));
    }

    private static byte[] value(int id) {
        return ByteBuffer.allocate(6).put((byte) 0).putInt(id).put((byte) 2).array();
    }

    private Serializer<SpecificRecord> serializer(Map<String, ?> config) {
        Serializer<SpecificRecord> serializer = new AvroRecordSerializer();
        serializer.configure(withUrl(config), false);
        return serializer;
    }

    private Deserializer<SpecificRecord> deserializer(Map<String, ?> config) {
        Deserializer<SpecificRecord> deserializer = new AvroRecordDeserializer();
        deserializer.configure(withUrl(config), false);
        return deserializer;
    }

    private Map<String, Object> withUrl(Map<String, ?> config) {
        Map<String, Object> all = new HashMap<>(Map.of("schema.registry.url", registry.url()));
        all.putAll(config);
        return all;
    }
}
