package dev.reprise.node.support;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a node prints when it can serve. */
public record ReadyLine(String url, String bootstrapServers) {
    private static final Pattern FORM =
            Pattern.compile("ready (http://127\\.0\\.0\\.1:\\d+) kafka (127\\.0\\.0\\.1:\\d+)");

    /** What such a line says. */
    public static ReadyLine parse(String line) {
        Matcher parts = FORM.matcher(line);
        if (!parts.matches()) {
            throw new AssertionError("Expected 'ready http://127.0.0.1:PORT kafka 127.0.0.1:PORT', but got: " + line);
        }
        return new ReadyLine(parts.group(1), parts.group(2));
    }
}
