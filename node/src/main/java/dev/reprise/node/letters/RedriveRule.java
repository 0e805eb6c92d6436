package dev.reprise.node.letters;

import java.util.Map;
import java.util.Optional;

/**
 * Whether a letter may be sent back: not twice, and not for ever.
 *
 * @param most how often a command may be sent back in all, 1 or more
 * @param redriven which letters have been sent back
 * @param force lets everything pass
 */
public record RedriveRule(int most, Map<LetterPlace, Long> redriven, boolean force) {
    /** A bug that is not cured kills the command again; three tries leave room for a cure that was none. */
    public static final int MOST = 3;

    /** A sentence that says why it may not; empty if it may. */
    public Optional<String> objection(Letter letter) {
        if (force) {
            return Optional.empty();
        }
        if (redriven.containsKey(letter.place())) {
            return Optional.of("Expected dead letter %s not to have been sent back yet, but it has been"
                    .formatted(letter.place()));
        }
        if (letter.redrives() >= most) {
            return Optional.of(
                    "Expected dead letter %s to have been sent back fewer than %d times, but it died again after %d"
                            .formatted(letter.place(), most, letter.redrives()));
        }
        return Optional.empty();
    }
}
