package dev.reprise.node;

import dev.reprise.node.config.Role;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What {@code /health/status} says of a node itself. Nothing in it is secret. */
final class About {
    private About() {}

    static Map<String, Object> node(Surroundings node, String url) {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("version", Version.text());
        about.put("mode", node.config().mode().name().toLowerCase(Locale.ROOT));
        about.put("roles", node.config().roles().stream().map(Role::text).toList());
        about.put("url", url);
        about.put("address", node.address());
        about.put(
                "kafka", Map.of("bootstrapServers", node.kafka().bootstrapServers(), "partitions", node.partitions()));
        about.put("startedAt", Instant.now());
        return about;
    }
}
