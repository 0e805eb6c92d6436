package dev.reprise.bench.process;

import java.time.Duration;
import java.util.List;

/**
 * One of the processes in which the engine runs.
 *
 * @param name of the process, of its folder, and of the member of the group that survives its restarts
 * @param commitInterval time between commits
 * @param standbys copies that others keep of its state
 */
public record Member(String name, Duration commitInterval, int standbys) {
    /** How long a node of a cluster may be silent until others take its place, as nodes have it by default. */
    public static final Duration SESSION = Duration.ofSeconds(6);

    /** The engine alone. */
    public static Member alone(Duration commitInterval) {
        return new Member("engine", commitInterval, 0);
    }

    List<String> arguments(String bootstrapServers, String folder) {
        return List.of(
                bootstrapServers, folder, Long.toString(commitInterval.toMillis()), name, Integer.toString(standbys));
    }
}
