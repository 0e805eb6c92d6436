package dev.reprise.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.reprise.schemas.UndecodableRecordException.Reason;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;

/**
 * The three calls to a schema registry that a serde needs, in the API that Confluent's registry and its kin (Apicurio,
 * Karapace, Redpanda, this node itself) speak. With several URLs it stays with the one that answered last, and goes on
 * to the next when that one is away. Nothing is remembered here. Safe for use by many threads.
 */
public final class SchemaRegistryClient {
    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final int SUBJECT_NOT_FOUND = 40401;
    private static final int SCHEMA_NOT_FOUND = 40403;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<RegistryUrl> urls;
    private final Duration timeout;
    private final HttpClient http;
    private volatile int preferred;

    SchemaRegistryClient(List<RegistryUrl> urls, Duration timeout) {
        this.urls = urls;
        this.timeout = timeout;
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout.compareTo(CONNECT_TIMEOUT) < 0 ? timeout : CONNECT_TIMEOUT)
                .build();
    }

    /** A client for the registry that the configuration names; empty if it names none. */
    public static Optional<SchemaRegistryClient> from(Map<String, ?> config) {
        List<RegistryUrl> urls = RegistryUrl.listFrom(config);
        return urls.isEmpty()
                ? Optional.empty()
                : Optional.of(new SchemaRegistryClient(urls, RecordSettings.registryTimeout(config)));
    }

    /**
     * The id of a schema under a subject, where it is put if it is not there yet.
     *
     * @throws SerializationException if the registry refuses it, for example as incompatible
     * @throws RegistryUnavailableException if no URL answers
     */
    public int register(String subject, String schemaJson) {
        return idIn(call("/subjects/" + encoded(subject) + "/versions", schemaJson), subject);
    }

    /**
     * The id of a schema that is under a subject already.
     *
     * @throws SerializationException if it is not there
     * @throws RegistryUnavailableException if no URL answers
     */
    public int lookUp(String subject, String schemaJson) {
        return idIn(call("/subjects/" + encoded(subject), schemaJson), subject);
    }

    /**
     * The Avro schema with this id, as JSON.
     *
     * @throws UndecodableRecordException if there is none
     * @throws RegistryUnavailableException if no URL answers
     */
    public String schema(int id) {
        Answer answer = call("/schemas/ids/" + id, "");
        if (answer.error() == SCHEMA_NOT_FOUND || answer.error() == SUBJECT_NOT_FOUND) {
            throw new UndecodableRecordException(
                    Reason.UNKNOWN_SCHEMA,
                    "Expected a schema id of the registry at " + answer.url() + ", but it does not know " + id);
        }
        String type = answer.body().path("schemaType").asText("AVRO");
        if (answer.status() == 200 && !type.equals("AVRO")) {
            throw new UndecodableRecordException(
                    Reason.FOREIGN_SCHEMA, "Expected an Avro schema under id " + id + ", but it is of type " + type);
        }
        String schema = answer.body().path("schema").asText();
        if (answer.status() != 200 || schema.isEmpty()) {
            throw notTheApi(answer);
        }
        return schema;
    }

    private static int idIn(Answer answer, String subject) {
        if (answer.error() != 0) {
            throw new SerializationException("Expected the registry at " + answer.url() + " to take the schema of "
                    + subject + ", but it refused with " + answer.error() + ": "
                    + answer.body().path("message").asText());
        }
        JsonNode id = answer.body().path("id");
        if (answer.status() != 200 || !id.isIntegralNumber() || !id.canConvertToInt()) {
            throw notTheApi(answer);
        }
        return id.intValue();
    }

    /** Asks the URLs in turn, with a POST if there is a schema to send. */
    private Answer call(String path, String schemaJson) {
        List<String> failures = new ArrayList<>();
        IOException last = null;
        int first = preferred;
        for (int i = 0; i < urls.size(); i++) {
            int next = (first + i) % urls.size();
            RegistryUrl url = urls.get(next);
            try {
                HttpResponse<String> response = http.send(request(url, path, schemaJson), BodyHandlers.ofString(UTF_8));
                if (isFault(response.statusCode())) {
                    failures.add(url + ": status " + response.statusCode());
                } else {
                    preferred = next;
                    return new Answer(url, response.statusCode(), json(response.body()));
                }
            } catch (IOException e) {
                last = e;
                failures.add(url + ": " + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()));
            } catch (InterruptedException e) {
                throw new InterruptException("Interrupted while asking the schema registry at " + url, e);
            }
        }
        String sentence =
                "Expected an answer of the schema registry, but there is none (" + String.join("; ", failures) + ")";
        throw last == null
                ? new RegistryUnavailableException(sentence)
                : new RegistryUnavailableException(sentence, last);
    }

    /** Faults of the registry or of our access to it, not of what was asked: another URL or a later time may help. */
    private static boolean isFault(int status) {
        return status >= 500 || status == 401 || status == 403 || status == 407 || status == 408 || status == 429;
    }

    private HttpRequest request(RegistryUrl url, String path, String schemaJson) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url.resolve(path)).timeout(timeout).header("Accept", MEDIA_TYPE);
        url.authorization().ifPresent(value -> request.header("Authorization", value));
        if (!schemaJson.isEmpty()) {
            String body = JsonNodeFactory.instance
                    .objectNode()
                    .put("schema", schemaJson)
                    .toString();
            request.header("Content-Type", MEDIA_TYPE).POST(HttpRequest.BodyPublishers.ofString(body));
        }
        return request.build();
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            return JsonNodeFactory.instance.missingNode();
        }
    }

    private static String encoded(String subject) {
        return URLEncoder.encode(subject, UTF_8).replace("+", "%20");
    }

    /** A wrong path or a proxy's page: not a word on the schema, so nothing may be concluded on the record. */
    private static RegistryUnavailableException notTheApi(Answer answer) {
        return new RegistryUnavailableException("Expected the API of a schema registry at " + answer.url()
                + ", but it answered with status " + answer.status() + " and something else");
    }

    private record Answer(RegistryUrl url, int status, JsonNode body) {
        /** The API's own code of an error; 0 for none. */
        int error() {
            return status == 200 ? 0 : body.path("error_code").asInt();
        }
    }
}
