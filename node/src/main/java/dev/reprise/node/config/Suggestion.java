package dev.reprise.node.config;

import java.util.Comparator;

/** The option that somebody may have meant. */
final class Suggestion {
    private static final int FARTHEST = 3;

    private Suggestion() {}

    /** {@code ; did you mean http-port?}, or nothing if no name is near. */
    static String of(String name) {
        return NodeOptions.all().stream()
                .map(Option::name)
                .filter(known -> distance(name, known) <= FARTHEST)
                .min(Comparator.comparingInt(known -> distance(name, known)))
                .map(known -> "; did you mean " + known + "?")
                .orElse("");
    }

    /** Levenshtein: how many letters to put in, take out or change. */
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(change, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
