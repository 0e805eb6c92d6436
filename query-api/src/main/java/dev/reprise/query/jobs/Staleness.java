package dev.reprise.query.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reprise.query.http.JsonObject;
import dev.reprise.query.http.Times;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * That an answer, or a part of it, comes from a copy that may be behind, and how far as far as is known: schema {@code Staleness} of
 * {@code openapi.yaml}.
 *
 * @param asOf everything that was durable at this moment is in the copy; null if no such moment is known
 * @param recordsBehind at most so many changes of jobs have been written since; null if not known
 */
public record Staleness(
        int partition, @Nullable Instant asOf, @Nullable Long recordsBehind) {
    /** The header that says the same as the JSON. */
    static final String HEADER = "Reprise-Staleness";

    static Staleness unknown(int partition) {
        return new Staleness(partition, null, null);
    }

    JsonNode json() {
        JsonObject json = JsonObject.create().put("partition", partition).time("asOf", asOf);
        return (recordsBehind == null ? json : json.put("recordsBehind", recordsBehind)).node();
    }

    /** {@code partition=3; as-of=…; records-behind=2}, one after the other, separated by commas. */
    static String header(List<Staleness> all) {
        return all.stream().map(Staleness::text).collect(Collectors.joining(", "));
    }

    private String text() {
        return "partition=" + partition
                + (asOf == null ? "" : "; as-of=" + Times.text(asOf))
                + (recordsBehind == null ? "" : "; records-behind=" + recordsBehind);
    }
}
