package dev.reprise.node;

import dev.reprise.node.config.NodeConfig;
import dev.reprise.node.config.NodeOptions;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;

/**
 * How this process reaches Kafka.
 *
 * @param bootstrapServers {@code host:port,…}
 * @param settings what was given as {@code kafka.*}: security, above all
 */
public record KafkaAccess(String bootstrapServers, Map<String, String> settings) {
    /** As a node of a cluster is configured. */
    public static KafkaAccess of(NodeConfig config) {
        return new KafkaAccess(String.join(",", config.list(NodeOptions.BOOTSTRAP_SERVERS)), config.kafkaSettings());
    }

    /** Configuration of a Kafka client: these over what was given. */
    public Map<String, Object> client(Map<String, ?> own) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        all.putAll(own);
        return all;
    }

    /** Without the settings: there may be passwords among them. */
    @Override
    public String toString() {
        return "KafkaAccess[" + bootstrapServers + "]";
    }

    public Admin admin() {
        return Admin.create(client(Map.of(CommonClientConfigs.CLIENT_ID_CONFIG, "reprise-admin")));
    }
}
