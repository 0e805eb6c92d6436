package dev.reprise.bench;

import dev.reprise.bench.process.EngineMain;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that all runs have. */
public final class RunOptions {
    @Option(
            names = "--heap",
            defaultValue = "1g",
            description = "Most heap of the engine's JVM (default: ${DEFAULT-VALUE}).")
    private String heap = "1g";

    @Option(names = "--json", description = "File for the figures.")
    private @Nullable Path json;

    @Option(names = "--jfr", description = "File for a flight recording of the engine.")
    private @Nullable Path jfr;

    @Option(
            names = "--limit",
            defaultValue = "900",
            description = "Most seconds that the run may take (default: ${DEFAULT-VALUE}).")
    private int limit = 900;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "A setting of Kafka Streams for the engine, to see what it is worth; may be repeated.")
    private Map<String, String> settings = Map.of();

    public Duration limit() {
        return Duration.ofSeconds(limit);
    }

    public @Nullable Path json() {
        return json;
    }

    /** Options of the engine's JVM. */
    public List<String> engineJvm() {
        List<String> all = new ArrayList<>(jvm());
        settings.forEach((name, value) -> all.add("-D" + EngineMain.SETTING + name + "=" + value));
        if (jfr != null) {
            all.add("-XX:+UnlockDiagnosticVMOptions");
            all.add("-XX:+DebugNonSafepoints");
            all.add("-XX:StartFlightRecording=settings=profile,filename=" + jfr.toAbsolutePath());
        }
        return all;
    }

    /** Options of a JVM that is measured beside the engine. */
    public List<String> jvm() {
        return List.of("-Xmx" + heap);
    }
}
