package dev.reprise.gateway.camunda8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reprise.query.http.Times;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads the values that filters compare with. */
final class Operand {
    private static final Pattern KEY = Pattern.compile("-?[0-9]{1,25}");

    private Operand() {}

    /** One value of the property's kind; any other ends the request with a 400 problem. */
    static Comparable<?> one(Property<?> property, JsonNode given, String path) {
        return switch (property.kind()) {
            case KEY -> key(property.name(), text(given, path));
            case STRING -> text(given, path);
            case WORD_OF_JOB, WORD_OF_INCIDENT -> word(property, given);
            case INTEGER -> integer(given, path);
            case TIME -> time(property.name(), text(given, path));
            case FLAG -> flag(given, path);
        };
    }

    static List<Comparable<?>> many(Property<?> property, JsonNode given, String path) {
        if (!given.isArray()) {
            throw Binding.unparsable(path);
        }
        List<Comparable<?>> values = new ArrayList<>();
        given.forEach(element -> values.add(one(property, element, path)));
        return values;
    }

    static boolean flag(JsonNode given, String path) {
        if (!given.isBoolean()) {
            throw Binding.unparsable(path);
        }
        return given.booleanValue();
    }

    static String text(JsonNode given, String path) {
        if (!given.isTextual()) {
            throw Binding.unparsable(path);
        }
        return given.textValue();
    }

    /** One of the words; any other, or anything else, ends the request with a 400 problem that lists them. */
    static String word(String name, List<String> words, JsonNode given) {
        if (given.isTextual() && words.contains(given.textValue())) {
            return given.textValue();
        }
        throw RestProblem.badRequest("Unexpected value '%s' for enum field '%s'. Use any of the following values: %s"
                        .formatted(given.asText(), name, words))
                .asException();
    }

    private static String word(Property<?> property, JsonNode given) {
        return word(property.name(), property.words(), given);
    }

    private static Integer integer(JsonNode given, String path) {
        if (!given.isIntegralNumber()) {
            throw Binding.unparsable(path);
        }
        if (!given.canConvertToInt()) {
            throw Binding.unreadable();
        }
        return given.intValue();
    }

    private static Long key(String name, String text) {
        if (KEY.matcher(text).matches()) {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException e) {
                return 0L; // a number, but no key that anything could have
            }
        }
        throw RestProblem.invalidArgument(
                        "The provided %s '%s' is not a valid key. Expected a numeric value. Did you pass an entity id instead of an entity key?."
                                .formatted(name, text))
                .asException();
    }

    private static Comparable<?> time(String name, String text) {
        try {
            return Times.parse(text);
        } catch (DateTimeException e) {
            throw RestProblem.invalidArgument(
                            "The provided %s '%s' cannot be parsed as a date according to RFC 3339, section 5.6."
                                    .formatted(name, text))
                    .asException();
        }
    }
}
