package dev.reprise.query;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in {@code job-commands}: what an answer to a write carries, and what a read may ask to be as new as. Its text is
 * {@code <partition>-<offset>}, for example {@code 3-1042}.
 */
public record Position(int partition, long offset) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,9})-(\\d{1,18})");

    public Position {
        if (partition < 0 || offset < 0) {
            throw new IllegalArgumentException(
                    "Expected partition and offset to be 0 or more, but got " + partition + " and " + offset);
        }
    }

    /** The position of a text; empty if it is none. */
    public static Optional<Position> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(new Position(Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    public String text() {
        return partition + "-" + offset;
    }
}
