package dev.reprise.bench.process;

/**
 * What a process has restored before it could go on.
 *
 * @param begunAt when its JVM had come to start the topology, in epoch milliseconds
 * @param rows how many rows it read from changelogs
 * @param endedAt when the last store was whole, in epoch milliseconds; 0 if there was nothing to restore
 */
public record Restoration(long begunAt, long rows, long endedAt) {
    static Restoration parse(String line) {
        String[] parts = line.split(" ", -1);
        return new Restoration(Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]));
    }
}
