package dev.reprise.gateway.policies;

import dev.reprise.gateway.log.Append;

/** How the writing of a retry policy ended. */
public sealed interface PolicyWrite {
    /** This node goes by it; other nodes do a moment later. */
    record InForce() implements PolicyWrite {}

    /** It is in the log, but this node does not go by it yet. */
    record OnItsWay() implements PolicyWrite {}

    /** It was not appended, or nobody knows. */
    record Failed(Append why) implements PolicyWrite {}
}
