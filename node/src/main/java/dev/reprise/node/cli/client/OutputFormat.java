package dev.reprise.node.cli.client;

/** How answers are shown. */
public enum OutputFormat {
    /** For people. */
    table,
    /** For programs: the answer as it came; streams have an object a line. */
    json
}
