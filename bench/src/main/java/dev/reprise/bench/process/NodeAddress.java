package dev.reprise.bench.process;

/**
 * Where a standalone node is.
 *
 * @param port of HTTP, on loopback
 * @param bootstrapServers of its broker
 */
public record NodeAddress(int port, String bootstrapServers) {
    /** Out of what a node says when it is ready: {@code http://127.0.0.1:PORT kafka 127.0.0.1:PORT}. */
    public static NodeAddress of(String ready) {
        String[] words = ready.split(" ", -1);
        return new NodeAddress(Integer.parseInt(words[0].substring(words[0].lastIndexOf(':') + 1)), words[2]);
    }
}
