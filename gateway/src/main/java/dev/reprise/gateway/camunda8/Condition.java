package dev.reprise.gateway.camunda8;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a filter asks of one property: a plain value, or operators that must all hold. An operator that is null, or has an empty
 * array, asks for nothing (the Java client sends empty arrays with every search).
 *
 * @param test of the property's value, which may be null
 * @param only all values that can pass, as far as {@code $eq} or {@code $in} say it; null if they do not
 */
record Condition<T>(
        Property<T> property,
        Predicate<@Nullable Comparable<?>> test,
        @Nullable Set<Comparable<?>> only) {
    boolean holds(T entry) {
        return test.test(property.of(entry));
    }

    /** Reads what is given for a property; anything else ends the request with a 400 problem. */
    static <T> Condition<T> of(Property<T> property, JsonNode given, String path) {
        if (!given.isObject() || property.kind() == Kind.FLAG) {
            Comparable<?> value = Operand.one(property, given, path);
            return new Condition<>(property, value::equals, Set.of(value));
        }
        List<Predicate<@Nullable Comparable<?>>> tests = new ArrayList<>();
        Set<Comparable<?>> only = null;
        for (Map.Entry<String, JsonNode> entry : given.properties()) {
            Operator operator = Operator.of(entry.getKey())
                    .filter(property.kind().operators()::contains)
                    .orElseThrow(() -> Binding.unparsable(path));
            JsonNode operand = entry.getValue();
            if (operand.isNull() || operand.isArray() && operand.isEmpty()) {
                continue;
            }
            if (operator == Operator.IN || operator == Operator.EQ) {
                Set<Comparable<?>> values = operator == Operator.EQ
                        ? Set.of(Operand.one(property, operand, path))
                        : new HashSet<>(Operand.many(property, operand, path));
                tests.add(value -> value != null && values.contains(value));
                only = values;
            } else {
                tests.add(test(property, operator, operand, path));
            }
        }
        return new Condition<>(property, value -> tests.stream().allMatch(test -> test.test(value)), only);
    }

    private static Predicate<@Nullable Comparable<?>> test(
            Property<?> property, Operator operator, JsonNode operand, String path) {
        switch (operator) {
            case EXISTS -> {
                boolean wanted = Operand.flag(operand, path);
                return value -> wanted == (value != null);
            }
            case LIKE -> {
                Glob glob = new Glob(Operand.text(operand, path));
                return value -> value != null && glob.matches(value.toString());
            }
            case NOT_IN -> {
                Set<Comparable<?>> values = new HashSet<>(Operand.many(property, operand, path));
                return value -> value == null || !values.contains(value);
            }
            case NEQ -> {
                Comparable<?> other = Operand.one(property, operand, path);
                return value -> !other.equals(value);
            }
            default -> {
                Comparable<?> bound = Operand.one(property, operand, path);
                return value -> value != null && isBeside(operator, Order.compare(value, bound));
            }
        }
    }

    private static boolean isBeside(Operator operator, int compared) {
        return switch (operator) {
            case GT -> compared > 0;
            case GTE -> compared >= 0;
            case LT -> compared < 0;
            case LTE -> compared <= 0;
            default -> compared == 0;
        };
    }
}
