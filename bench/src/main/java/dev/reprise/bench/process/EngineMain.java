package dev.reprise.bench.process;

import dev.reprise.processor.metrics.Metrics;
import dev.reprise.processor.streams.JobStreams;
import dev.reprise.processor.streams.ProcessorSettings;
import dev.reprise.processor.streams.StreamsListener;
import dev.reprise.processor.streams.StreamsSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Reprise's engine in a JVM of its own: one partition, one stream thread, everything else as in production. Arguments: address of
 * the broker, folder for state, commit interval in milliseconds, name in the group, and number of standbys.
 */
public final class EngineMain {
    /** What the names of system properties begin with that are settings of Kafka Streams. */
    public static final String SETTING = "reprise.bench.streams.";

    private EngineMain() {}

    public static void main(String[] args) throws IOException {
        ChildConsole.claim();
        int standbys = Integer.parseInt(args[4]);
        StreamsSettings settings = new StreamsSettings(
                args[0],
                Path.of(args[1]),
                null,
                args[3],
                Duration.ofMillis(Long.parseLong(args[2])),
                1,
                standbys,
                ProcessorSettings.of(1),
                StreamsSettings.ROCKS_DB_MEMORY,
                settings(standbys));
        try (JobStreams streams = new JobStreams(settings, Metrics.none(), new StreamsListener() {
            @Override
            public void gaveUp(Throwable fault) {
                Runtime.getRuntime().halt(3);
            }
        })) {
            Restored restored = new Restored();
            streams.kafkaStreams().setGlobalStateRestoreListener(restored);
            long begun = System.currentTimeMillis();
            streams.start();
            StreamsVerbs.serve(
                    streams.kafkaStreams(), Map.of(StreamsVerbs.RESTORED, () -> begun + " " + restored.line()));
        }
        Runtime.getRuntime().exit(0);
    }

    private static Map<String, String> settings(int standbys) {
        Map<String, String> all = new HashMap<>(standbys == 0 ? Map.of() : asInACluster());
        System.getProperties().forEach((name, value) -> {
            if (name.toString().startsWith(SETTING)) {
                all.put(name.toString().substring(SETTING.length()), value.toString());
            }
        });
        return all;
    }

    /** How others take over, see StreamsSetup in the node. */
    private static Map<String, String> asInACluster() {
        String session = Long.toString(Member.SESSION.toMillis());
        return Map.of(
                StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
                session,
                StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
                "300",
                StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
                session,
                StreamsConfig.ACCEPTABLE_RECOVERY_LAG_CONFIG,
                "1000",
                StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG,
                "60000");
    }
}
