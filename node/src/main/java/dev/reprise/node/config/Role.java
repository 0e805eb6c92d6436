package dev.reprise.node.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a node does. Each role can be switched off. */
public enum Role {
    /** Decides commands: the streams application. */
    PROCESSOR,
    /** Answers questions over HTTP. */
    QUERY,
    /** Takes commands over HTTP and waits for their answers. */
    GATEWAY;

    /** The name in configuration: lower case. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Role ofText(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    static List<String> texts() {
        return Arrays.stream(values()).map(Role::text).toList();
    }
}
