package dev.reprise.node;

import java.util.Map;

/**
 * How a part of the node is doing.
 *
 * @param phase whether it can do its work
 * @param detail a few words for people
 * @param facts what else {@code /health/status} shows of it, values as the JSON mapper takes them
 */
public record PartState(Phase phase, String detail, Map<String, Object> facts) {
    /** Whether a part can do its work. */
    public enum Phase {
        /** It will be able to, all by itself. */
        STARTING,
        /** It can. */
        READY,
        /** It cannot, and will not: the node must be restarted. */
        FAILED
    }

    public static PartState of(Phase phase, String detail) {
        return new PartState(phase, detail, Map.of());
    }
}
