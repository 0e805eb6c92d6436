package dev.reprise.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reprise.command.RetryJobNow;
import dev.reprise.schemas.UndecodableRecordException.Reason;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Our serde against a registry that others have made. */
@ExtendWith(RealRegistry.Asked.class)
class RealRegistryIT {
    private static final long SEED = Long.getLong("reprise.seed", System.nanoTime());

    private static Optional<RealRegistry> started = Optional.empty();

    private final String url = started.orElseThrow().url();
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        started = Optional.of(new RealRegistry());
    }

    @AfterAll
    static void stop() {
        started.ifPresent(RealRegistry::close);
    }

    @Test
    void everyRecordOfEveryTopicIsReadAsItWasWritten() throws Exception {
        RandomRecords random = new RandomRecords(SEED);
        try (RecordSerdes writing = serdes(Map.of());
                RecordSerdes reading = serdes(Map.of())) {
            for (String topic : Topics.all()) {
                for (String name : TopicRecords.of(topic)) {
                    SpecificRecord value = random.next(SpecificData.get().getSchema(Class.forName(name)));
                    byte[] bytes = writing.serializer().serialize(topic, value);
                    assertThat(reading.deserializer().deserialize(topic, bytes))
                            .as("-Dreprise.seed=%d %s", SEED, name)
                            .isEqualTo(value);
                }
            }
        }
        assertThat(subjects()).containsAll(TopicRecords.subjects());
    }

    @Test
    void whatIsThereAlreadyIsFoundWithoutRegistering() {
        RetryJobNow command = new RetryJobNow(1L);
        byte[] registered = write(Map.of(), "elsewhere", command);
        assertThat(write(Map.of("auto.register.schemas", "false"), "elsewhere", command))
                .isEqualTo(registered);
    }

    @Test
    void whatIsNotThereIsRefusedWithoutRegistering() {
        assertThatThrownBy(() -> write(Map.of("auto.register.schemas", "false"), "nowhere", new RetryJobNow(1L)))
                .isExactlyInstanceOf(SerializationException.class)
                .hasMessageContaining(
                        "to take the schema of nowhere-dev.reprise.command.RetryJobNow, but it refused with 404");
    }

    @Test
    void anIdThatIsNotThereIsUnreadable() {
        byte[] bytes = ByteBuffer.allocate(6).put((byte) 0).putInt(987_654).array();
        try (RecordSerdes serdes = serdes(Map.of())) {
            UndecodableRecordException refusal = catchThrowableOfType(
                    UndecodableRecordException.class,
                    () -> serdes.deserializer().deserialize(Topics.JOB_COMMANDS, bytes));
            assertThat(refusal.reason()).isEqualTo(Reason.UNKNOWN_SCHEMA);
        }
    }

    @Test
    void aSchemaThatBreaksTheSubjectsRuleIsRefused() throws Exception {
        String subject = "guarded-dev.reprise.command.RetryJobNow";
        send(
                "POST",
                "/subjects/" + subject + "/versions",
                "{\"schema\":\"{\\\"type\\\":\\\"record\\\","
                        + "\\\"name\\\":\\\"RetryJobNow\\\",\\\"namespace\\\":\\\"dev.reprise.command\\\","
                        + "\\\"fields\\\":[{\\\"name\\\":\\\"jobKey\\\",\\\"type\\\":\\\"string\\\"}]}\"}");
        send("PUT", "/config/" + subject, "{\"compatibility\":\"FULL_TRANSITIVE\"}");
        assertThatThrownBy(() -> write(Map.of(), "guarded", new RetryJobNow(1L)))
                .isExactlyInstanceOf(SerializationException.class)
                .hasMessageContaining("but it refused with 409");
    }

    @Test
    void whatWasLearntServesOnAfterTheRegistryIsGone() {
        RetryJobNow command = new RetryJobNow(1L);
        RealRegistry other = new RealRegistry();
        try (RecordSerdes known = RecordSerdes.from(Map.of("schema.registry.url", other.url()));
                RecordSerdes fresh = RecordSerdes.from(Map.of("schema.registry.url", other.url()))) {
            byte[] before;
            try (other) {
                before = known.serializer().serialize("t", command);
                known.deserializer().deserialize("t", before);
            }
            assertThat(known.deserializer().deserialize("t", known.serializer().serialize("t", command)))
                    .isEqualTo(command);
            assertThatThrownBy(() -> fresh.deserializer().deserialize("t", before))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining(other.url());
        }
    }

    private byte[] write(Map<String, String> config, String topic, SpecificRecord value) {
        try (RecordSerdes serdes = serdes(config)) {
            return serdes.serializer().serialize(topic, value);
        }
    }

    private RecordSerdes serdes(Map<String, String> config) {
        Map<String, String> all = new HashMap<>(config);
        all.put("schema.registry.url", url);
        return RecordSerdes.from(all);
    }

    private List<String> subjects() throws IOException, InterruptedException {
        List<String> subjects = new ArrayList<>();
        new ObjectMapper().readTree(send("GET", "/subjects", "")).forEach(name -> subjects.add(name.textValue()));
        return subjects;
    }

    private String send(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }
}
