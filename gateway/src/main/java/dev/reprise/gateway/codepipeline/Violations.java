package dev.reprise.gateway.codepipeline;

import java.util.ArrayList;
import java.util.List;

/** Gathers all that is wrong with the members of a request, and says it as AWS services do. */
final class Violations {
    private static final int SHOWN = 1000;

    private final List<String> sentences = new ArrayList<>();

    void missing(String path) {
        sentences.add("Value null at '%s' failed to satisfy constraint: Member must not be null".formatted(path));
    }

    void add(String path, String value, String constraint) {
        sentences.add(
                "Value '%s' at '%s' failed to satisfy constraint: %s".formatted(shortened(value), path, constraint));
    }

    void check(String path, String value, Constraint constraint) {
        constraint.violatedBy(value).forEach(violated -> add(path, value, violated));
    }

    /** Ends the request if anything is wrong. */
    void require() {
        if (!sentences.isEmpty()) {
            throw AwsError.validation("%d validation error%s detected: %s"
                            .formatted(
                                    sentences.size(), sentences.size() == 1 ? "" : "s", String.join("; ", sentences)))
                    .asException();
        }
    }

    private static String shortened(String value) {
        return value.length() <= SHOWN ? value : value.substring(0, SHOWN) + "...";
    }
}
