package dev.reprise.node.letters;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a dead letter lies in job-dead-letters: {@code <partition>-<offset>}. */
public record LetterPlace(int partition, long offset) implements Comparable<LetterPlace> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})-(\\d{1,18})");

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static LetterPlace parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("expected the place of a dead letter such as 0-17, but got " + text);
        }
        return new LetterPlace(Integer.parseInt(parts.group(1)), Long.parseLong(parts.group(2)));
    }

    @Override
    public int compareTo(LetterPlace other) {
        int byPartition = Integer.compare(partition, other.partition);
        return byPartition == 0 ? Long.compare(offset, other.offset) : byPartition;
    }

    @Override
    public String toString() {
        return partition + "-" + offset;
    }
}
