package dev.reprise.node.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reprise.command.CreateJob;
import dev.reprise.command.FailJob;
import dev.reprise.node.Node;
import dev.reprise.node.support.Caller;
import dev.reprise.node.support.Standalone;
import dev.reprise.schemas.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A consumer that has nothing of Reprise but two addresses: that of the brokers and that of the schema registry, which is the node. */
class OrdinaryConsumerIT {
    private static final long JOB = 4711;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Map<Integer, Schema> schemas = new HashMap<>();

    Node startNode(Path folder) {
        return Standalone.start(folder);
    }

    @Test
    void readsTheEventsByTheRegistryAlone(@TempDir Path folder) throws Exception {
        try (Node node = startNode(folder)) {
            try (Caller caller = new Caller(node.bootstrapServers())) {
                caller.call(CreateJob.newBuilder()
                        .setJobKey(JOB)
                        .setType("charge-card")
                        .build());
                caller.call(FailJob.newBuilder()
                        .setJobKey(JOB)
                        .setRetries(0)
                        .setErrorMessage("declined")
                        .build());
            }
            List<GenericRecord> events = events(node, 3);
            assertThat(events)
                    .extracting(event -> event.getSchema().getName())
                    .containsExactly("JobCreated", "JobFailed", "IncidentCreated");
            assertThat(events.get(2).get("errorMessage")).hasToString("declined");
            assertThat(events.get(2).get("reason")).hasToString("WORKER_GAVE_NONE");
        }
    }

    private List<GenericRecord> events(Node node, int count) throws Exception {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", node.bootstrapServers(),
                "group.id", "an ordinary consumer",
                "auto.offset.reset", "earliest",
                "isolation.level", "read_committed");
        List<GenericRecord> events = new ArrayList<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(Topics.JOB_EVENTS));
            while (events.size() < count && System.nanoTime() < deadline) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    events.add(decode(node.url(), record.value()));
                }
            }
        }
        return events;
    }

    private GenericRecord decode(String registry, byte[] value) throws IOException, InterruptedException {
        ByteBuffer bytes = ByteBuffer.wrap(value);
        assertThat(bytes.get()).isZero();
        Schema schema = schema(registry, bytes.getInt());
        return new GenericDatumReader<GenericRecord>(schema)
                .read(null, DecoderFactory.get().binaryDecoder(value, bytes.position(), bytes.remaining(), null));
    }

    private Schema schema(String registry, int id) throws IOException, InterruptedException {
        Schema known = schemas.get(id);
        if (known == null) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(registry + "/schemas/ids/" + id))
                    .build();
            JsonNode answer = new ObjectMapper()
                    .readTree(HttpClient.newHttpClient()
                            .send(request, BodyHandlers.ofString())
                            .body());
            known = new SchemaParser().parse(answer.get("schema").asText()).mainSchema();
            schemas.put(id, known);
        }
        return known;
    }
}
