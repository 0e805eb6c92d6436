package dev.reprise.node.topics;

/**
 * Where a topic is not as it should be.
 *
 * @param sentence Expected …, but …
 */
public record TopicDifference(String topic, Kind kind, String sentence) {
    /** What about it differs. */
    public enum Kind {
        /** It is not there. Nothing works without it; {@code topics create} makes it. */
        MISSING,
        /** It has another number of partitions than job-commands. Nothing works so, and it cannot be changed safely. */
        PARTITIONS,
        /** A setting has another value. Things work, perhaps not as promised. */
        SETTING
    }

    /** Whether a node can run nevertheless. */
    public boolean harmless() {
        return kind == Kind.SETTING;
    }
}
