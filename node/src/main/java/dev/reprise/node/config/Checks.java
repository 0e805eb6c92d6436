package dev.reprise.node.config;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;

/** Checks of text values that {@code ConfigDef} has no words for. */
final class Checks {
    private Checks() {}

    static Validator notBlank() {
        return text("not blank", value -> !value.isBlank());
    }

    static Validator emptyOrHostAndPort() {
        return text(
                "empty or host:port",
                value -> value.isEmpty() || value.matches("[^\\s:/]+:\\d{1,5}|\\[[^\\s/]+]:\\d{1,5}"));
    }

    static Validator autoOrPositive() {
        return text(
                "auto or a number of 1 or more",
                value -> value.equals(NodeOptions.AUTO) || value.matches("[1-9]\\d{0,8}"));
    }

    static Validator oneOf(String... words) {
        List<String> known = List.of(words);
        return text("one of " + String.join(", ", known), value -> known.contains(value.toLowerCase(Locale.ROOT)));
    }

    private static Validator text(String expected, Predicate<String> check) {
        return LambdaValidator.with(
                (name, value) -> {
                    if (!check.test(String.valueOf(value))) {
                        throw new ConfigException(name, value, "Value must be " + expected);
                    }
                },
                () -> expected);
    }
}
