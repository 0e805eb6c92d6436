package dev.reprise.processor.engine;

import org.jspecify.annotations.Nullable;

/** Texts from outside, made fit to keep. */
public final class Texts {
    /** Characters of an error message that are kept (Camunda 8). */
    public static final int ERROR_MESSAGE = 10_000;
    /** Characters of error details that are kept. */
    public static final int ERROR_DETAILS = 262_144;

    private static final String CUT = "...";
    private static final char REPLACEMENT = '\uFFFD';

    private Texts() {}

    /** The text with at most so many characters, cut between code points and marked with "..." if longer. */
    public static @Nullable String cut(@Nullable String text, int most) {
        if (text == null || text.length() <= most) {
            return wellFormed(text);
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return wellFormed(text.substring(0, end)) + CUT;
    }

    /** The text with each lone surrogate replaced by U+FFFD, so that it survives UTF-8. */
    public static @Nullable String wellFormed(@Nullable String text) {
        if (text == null || isWellFormed(text)) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .map(point ->
                        point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? REPLACEMENT : point)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                boolean pair = Character.isHighSurrogate(text.charAt(i))
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /** Bytes of the text in UTF-8. */
    public static long utf8Length(String text) {
        long bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                bytes++;
            } else if (c < 0x800 || Character.isSurrogate(c)) {
                bytes += 2; // a surrogate pair is two chars of two bytes each
            } else {
                bytes += 3;
            }
        }
        return bytes;
    }
}
