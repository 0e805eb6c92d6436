package dev.reprise.gateway.codepipeline;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a string member must satisfy, as the service model of AWS has it.
 *
 * @param least least number of characters; 0 for no bound
 * @param most most characters; 0 for no bound
 * @param pattern what the whole string must match
 * @param values the only values that there are; empty for any
 */
record Constraint(int least, int most, @Nullable Pattern pattern, List<String> values) {
    static final Constraint ANY = new Constraint(0, 0, null, List.of());

    static Constraint length(int least, int most) {
        return new Constraint(least, most, null, List.of());
    }

    static Constraint pattern(String pattern) {
        return new Constraint(0, 0, Pattern.compile(pattern), List.of());
    }

    static Constraint oneOf(String... values) {
        return new Constraint(0, 0, null, List.of(values));
    }

    Constraint matching(String regularExpression) {
        return new Constraint(least, most, Pattern.compile(regularExpression), values);
    }

    /** What a value violates, in the order in which AWS services say it. */
    List<String> violatedBy(String value) {
        int length = value.codePointCount(0, value.length());
        return Stream.of(
                        when(!values.isEmpty() && !values.contains(value), enumValues()),
                        when(pattern != null && !pattern.matcher(value).matches(), patternText()),
                        when(most > 0 && length > most, longest()),
                        when(length < least, shortest()))
                .flatMap(Optional::stream)
                .toList();
    }

    /** All that is asked for, as it is said of the keys and values of maps. */
    String all() {
        return Stream.of(
                        when(most > 0, longest()),
                        when(least > 0, shortest()),
                        when(pattern != null, patternText()),
                        when(!values.isEmpty(), enumValues()))
                .flatMap(Optional::stream)
                .toList()
                .toString();
    }

    private static Optional<String> when(boolean condition, String text) {
        return condition ? Optional.of(text) : Optional.empty();
    }

    private String longest() {
        return "Member must have length less than or equal to " + most;
    }

    private String shortest() {
        return "Member must have length greater than or equal to " + least;
    }

    private String patternText() {
        return "Member must satisfy regular expression pattern: " + pattern;
    }

    private String enumValues() {
        return "Member must satisfy enum value set: " + values;
    }
}
