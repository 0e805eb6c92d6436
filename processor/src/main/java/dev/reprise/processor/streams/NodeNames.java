package dev.reprise.processor.streams;

/** Names of the nodes of the topology. They show in metrics and in {@code docs/topology.md}. */
final class NodeNames {
    static final String COMMANDS = "commands";
    static final String DECIDE = "decide";
    static final String EVENTS = "events";
    static final String REJECTIONS = "rejections";
    static final String REPLIES = "replies";
    static final String NOTICES = "notices";
    static final String DEAD_LETTERS = "dead-letters";
    static final String FORWARDED = "forwarded";
    static final String POLICIES = "policies";
    static final String LOAD_POLICIES = "load-policies";

    private NodeNames() {}
}
