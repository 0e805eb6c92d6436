package dev.reprise.gateway.camunda8;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What validators have against a request: all of it at once, in one sentence after the other. */
final class Violations {
    private final List<String> sentences = new ArrayList<>();

    /** Adds a sentence, without its full stop. */
    void add(String sentence) {
        sentences.add(sentence);
    }

    void absent(String property) {
        add("No %s provided".formatted(property));
    }

    /** A number that must be there and be 1 or more. */
    void positive(String property, @Nullable Number value) {
        if (value == null) {
            absent(property);
        } else if (value.longValue() < 1) {
            add("The value for %s is '%s' but must be greater than 0".formatted(property, value));
        }
    }

    /** Ends the request with a 400 problem if there are any. */
    void end() {
        if (!sentences.isEmpty()) {
            throw RestProblem.invalidArgument(String.join(". ", sentences) + ".")
                    .asException();
        }
    }
}
