package dev.reprise.query.partition;

import org.apache.kafka.streams.state.HostInfo;

/** Where a partition can be read. */
public sealed interface Place {
    /** On this node. */
    record Here() implements Place {}

    /** On another node, by the address of its HTTP server. */
    record There(HostInfo host) implements Place {}

    /** Nowhere at the moment, and why: the end of a sentence that begins with "Expected ..., but". */
    record Nowhere(String why) implements Place {}
}
