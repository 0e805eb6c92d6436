package dev.reprise.node.config;

import static dev.reprise.node.config.Option.option;
import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;

import java.util.List;

/** Options that bound what clients can make a node hold. Part of the catalogue {@link NodeOptions}. */
public final class BoundOptions {
    public static final String ANSWER_TARGET_MS = "answer-target-ms";
    public static final String MOST_CONNECTIONS = "most-connections";
    public static final String IDLE_TIMEOUT_MS = "idle-timeout-ms";
    public static final String HEAD_TIMEOUT_MS = "head-timeout-ms";
    public static final String LEAST_BYTES_PER_SECOND = "least-bytes-per-second";
    public static final String MOST_HEAD_BYTES = "most-head-bytes";
    public static final String MOST_HELD_BYTES = "most-held-bytes";

    private static final String BOUNDS = "Bounds";

    private static final List<Option> ALL = List.of(
            option(ANSWER_TARGET_MS)
                    .group(BOUNDS)
                    .type(LONG)
                    .byDefault(500L)
                    .valid(between(10, 600_000))
                    .doc(
                            "How soon the engine shall answer commands over HTTP, in milliseconds. When it takes longer, a partition is"
                                    + " given no more than it answers in this time; what goes beyond is refused with 503 before it is"
                                    + " appended."),
            option(MOST_CONNECTIONS)
                    .group(BOUNDS)
                    .type(INT)
                    .byDefault(10_000)
                    .valid(between(1, 1_000_000))
                    .doc(
                            "Most HTTP connections that are served. A tenth more are answered with 503, apart from /health; beyond"
                                    + " that none is accepted."),
            option(IDLE_TIMEOUT_MS)
                    .group(BOUNDS)
                    .type(LONG)
                    .byDefault(30_000L)
                    .valid(between(10, 3_600_000))
                    .doc(
                            "How long an HTTP connection may be silent between requests, or where the client's next bytes are"
                                    + " waited for, in milliseconds."),
            option(HEAD_TIMEOUT_MS)
                    .group(BOUNDS)
                    .type(LONG)
                    .byDefault(10_000L)
                    .valid(between(10, 600_000))
                    .doc("How long a client may take to send the head of a request, in milliseconds."),
            option(LEAST_BYTES_PER_SECOND)
                    .group(BOUNDS)
                    .type(INT)
                    .byDefault(1_000)
                    .valid(between(0, 1_000_000_000))
                    .doc(
                            "How many bytes a second of a body must come, over each head-timeout-ms, else 408; and of an answer be read,"
                                    + " over each idle-timeout-ms, else the connection is closed. 0: as slow as they like."),
            option(MOST_HEAD_BYTES)
                    .group(BOUNDS)
                    .type(INT)
                    .byDefault(16_384)
                    .valid(between(1_024, 1_000_000))
                    .doc("Most bytes of a request's line and headers together; more are answered with 414 or 431."),
            option(MOST_HELD_BYTES)
                    .group(BOUNDS)
                    .type(LONG)
                    .byDefault(0L)
                    .valid(between(0, 1L << 40))
                    .doc(
                            "Most bytes of request bodies that are held at a time until they are answered, else 503; and as many of answers"
                                    + " that are not read yet. 0: an eighth of the heap, at least 32 MiB."));

    private BoundOptions() {}

    static List<Option> all() {
        return ALL;
    }
}
