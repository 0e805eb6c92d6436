package dev.reprise.node.config;

import java.util.List;

/** Says what is wrong with the configuration, one sentence per mistake, each with where the value came from. */
public final class InvalidConfigException extends RuntimeException {
    private final List<String> mistakes;

    InvalidConfigException(List<String> mistakes) {
        super(String.join("\n", mistakes));
        this.mistakes = List.copyOf(mistakes);
    }

    InvalidConfigException(String mistake) {
        this(List.of(mistake));
    }

    /** The mistakes, at least one. */
    public List<String> mistakes() {
        return mistakes;
    }
}
