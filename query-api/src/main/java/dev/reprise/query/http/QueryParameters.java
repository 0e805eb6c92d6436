package dev.reprise.query.http;

import io.javalin.http.Context;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The query parameters of a request, each known by name: an unknown one, a repeated one or one out of its range ends the request
 * with a 400 problem that names it.
 */
public final class QueryParameters {
    private final Map<String, List<String>> given;

    private QueryParameters(Map<String, List<String>> given) {
        this.given = given;
    }

    /** The parameters, of which these are known. */
    public static QueryParameters of(Context ctx, String... known) {
        return of(ctx.queryParamMap(), known);
    }

    static QueryParameters of(Map<String, List<String>> given, String... known) {
        Set<String> names = Set.of(known);
        given.forEach((name, values) -> {
            if (!names.contains(name)) {
                throw Problem.invalidParameter(
                                name,
                                names.isEmpty()
                                        ? "Expected no query parameters, but got '%s'".formatted(name)
                                        : "Expected no query parameters but %s, but got '%s'"
                                                .formatted(String.join(", ", sorted(known)), name))
                        .asException();
            }
            if (values.size() > 1) {
                throw Problem.invalidParameter(
                                name, "Expected '%s' once, but got it %d times".formatted(name, values.size()))
                        .asException();
            }
        });
        return new QueryParameters(given);
    }

    /** The text as it was given; empty if it was not. A parameter with nothing after its name is a mistake. */
    public Optional<String> text(String name) {
        Optional<String> value = Optional.ofNullable(given.get(name)).map(values -> values.get(0));
        if (value.isPresent() && value.get().isEmpty()) {
            throw wrong(name, "a value", "");
        }
        return value;
    }

    /** A whole number within bounds (both included), or else the default. */
    public int number(String name, int orElse, int least, int most) {
        Optional<String> value = text(name);
        if (value.isEmpty()) {
            return orElse;
        }
        try {
            int number = Integer.parseInt(value.get());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw wrong(name, "a whole number from %d to %d".formatted(least, most), value.get());
    }

    /** One of some constants by its name; empty if not given. */
    public <E extends Enum<E>> Optional<E> oneOf(String name, List<E> allowed) {
        return text(name)
                .map(value -> allowed.stream()
                        .filter(constant -> constant.name().equals(value))
                        .findFirst()
                        .orElseThrow(() -> wrong(
                                name,
                                "one of " + allowed.stream().map(Enum::name).collect(Collectors.joining(", ")),
                                value)));
    }

    /** Words separated by commas, each one of those allowed; none if not given. */
    public Set<String> words(String name, String... allowed) {
        Set<String> words = new LinkedHashSet<>();
        for (String word : text(name).map(value -> value.split(",", -1)).orElse(new String[0])) {
            if (!Arrays.asList(allowed).contains(word)) {
                throw wrong(name, "words separated by commas, each one of " + String.join(", ", allowed), word);
            }
            words.add(word);
        }
        return words;
    }

    /** The problem of a parameter whose value is not what is expected. */
    public static ProblemException wrong(String name, String expected, String value) {
        return Problem.invalidParameter(
                        name, "Expected '%s' to be %s, but it is '%s'".formatted(name, expected, Shown.text(value)))
                .asException();
    }

    private static List<String> sorted(String... names) {
        return Arrays.stream(names).sorted().toList();
    }
}
