package dev.reprise.query.http;

/** Texts of the caller's as our sentences show them. */
final class Shown {
    private static final int LONGEST = 80;

    private Shown() {}

    /** Cut to a few words' length; the JSON writer escapes what is not printable. */
    static String text(String value) {
        return value.length() <= LONGEST ? value : value.substring(0, LONGEST) + "...";
    }
}
