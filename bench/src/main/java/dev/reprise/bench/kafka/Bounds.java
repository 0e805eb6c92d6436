package dev.reprise.bench.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;

/** What the guard's figures must keep to, from a file of properties with lines like {@code cpu.failJob.at-most = 3.5}. */
final class Bounds {
    private static final String AT_MOST = ".at-most";
    private static final String AT_LEAST = ".at-least";

    /**
     * One of them.
     *
     * @param atMost true if the figure must not be greater than the value, false if it must not be less
     */
    record Bound(GuardFigure figure, boolean atMost, double value) {
        boolean holds(double measured) {
            return atMost ? measured <= value : measured >= value; // what is not a number holds neither way
        }

        String text() {
            return (atMost ? "at most %.2f" : "at least %.2f").formatted(value);
        }
    }

    private Bounds() {}

    /**
     * Reads them, in the order of their names.
     *
     * @throws IllegalArgumentException if there is none, or a line is no bound, or nobody measures its figure
     */
    static List<Bound> read(Path file) {
        Properties lines = new Properties();
        try (Reader in = Files.newBufferedReader(file, UTF_8)) {
            lines.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to read the bounds in " + file + ", but could not", e);
        }
        List<Bound> all = new ArrayList<>();
        for (String name : new TreeSet<>(lines.stringPropertyNames())) {
            all.add(bound(name, lines.getProperty(name, "")));
        }
        if (all.isEmpty()) {
            throw new IllegalArgumentException("Expected bounds in " + file + ", but there are none");
        }
        return all;
    }

    private static Bound bound(String name, String value) {
        boolean atMost = name.endsWith(AT_MOST);
        String id = name.replaceAll("\\.at-(most|least)$", "");
        GuardFigure figure = GuardFigure.of(id)
                .filter(any -> atMost || name.endsWith(AT_LEAST))
                .orElseThrow(() -> new IllegalArgumentException(
                        "Expected a figure and " + AT_MOST + " or " + AT_LEAST + ", but the bound is '" + name + "'"));
        try {
            return new Bound(figure, atMost, Double.parseDouble(value));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Expected '" + name + "' to be a number, but it is '" + value + "'", e);
        }
    }
}
