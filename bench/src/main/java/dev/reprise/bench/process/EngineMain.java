package dev.reprise.bench.process;

import dev.reprise.processor.metrics.Metrics;
import dev.reprise.processor.streams.JobStreams;
import dev.reprise.processor.streams.ProcessorSettings;
import dev.reprise.processor.streams.StreamsListener;
import dev.reprise.processor.streams.StreamsSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Reprise's engine in a JVM of its own: one partition, one stream thread, everything else as in production. Arguments: address of
 * the broker, folder for state, commit interval in milliseconds.
 */
public final class EngineMain {
    private EngineMain() {}

    public static void main(String[] args) throws IOException {
        ChildConsole.claim();
        StreamsSettings settings = new StreamsSettings(
                args[0],
                Path.of(args[1]),
                null,
                null,
                Duration.ofMillis(Long.parseLong(args[2])),
                1,
                0,
                ProcessorSettings.of(1),
                StreamsSettings.ROCKS_DB_MEMORY,
                Map.of());
        try (JobStreams streams = new JobStreams(settings, Metrics.none(), new StreamsListener() {
            @Override
            public void gaveUp(Throwable fault) {
                Runtime.getRuntime().halt(3);
            }
        })) {
            streams.start();
            StreamsVerbs.serve(streams.kafkaStreams());
        }
        Runtime.getRuntime().exit(0);
    }
}
