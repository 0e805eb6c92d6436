package dev.reprise.gateway.camunda7;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reprise.common.Variable;
import dev.reprise.processor.engine.activate.Like;
import dev.reprise.query.http.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A condition on a variable: {@code name_op_value} in a parameter, {@code {name, operator, value}} in a body. Numbers count by value. */
record VariableCondition(
        String name, String operator, JsonNode value, boolean namesIgnoreCase, boolean valuesIgnoreCase) {
    private static final Set<String> OPERATORS = Set.of("eq", "neq", "gt", "gteq", "lt", "lteq", "like", "notLike");

    static List<VariableCondition> of(
            @Nullable JsonNode conditions, boolean namesIgnoreCase, boolean valuesIgnoreCase) {
        List<VariableCondition> all = new ArrayList<>();
        if (conditions == null || conditions.isNull()) {
            return all;
        }
        if (!conditions.isArray()) {
            throw EngineError.wrongForm();
        }
        for (JsonNode condition : conditions) {
            RequestBody fields = RequestBody.of(condition);
            String name = fields.text("name");
            String operator = fields.text("operator");
            if (name == null || operator == null || !OPERATORS.contains(operator)) {
                throw EngineError.invalid("Invalid variable comparator specified: " + operator);
            }
            JsonNode value = condition.path("value");
            all.add(new VariableCondition(name, operator, value, namesIgnoreCase, valuesIgnoreCase));
        }
        return all;
    }

    /** The form of a parameter as that of a body. */
    static JsonNode ofParameter(String text) {
        var conditions = JsonNodeFactory.instance.arrayNode();
        for (String part : text.split(",", -1)) {
            String[] parts = part.split("_", 3);
            if (parts.length != 3) {
                throw EngineError.invalid("variable query parameter has to have format KEY_OPERATOR_VALUE.");
            }
            ObjectNode condition = conditions.addObject();
            condition.put("name", parts[0]).put("operator", parts[1]);
            condition.set("value", literal(parts[2]));
        }
        return conditions;
    }

    /** Numbers and truth values as such, all else as text. */
    private static JsonNode literal(String text) {
        JsonNode value = ValueJson.parsed(text);
        return value.isNumber() || value.isBoolean()
                ? value
                : Json.mapper().getNodeFactory().textNode(text);
    }

    boolean holds(Map<String, Variable> has) {
        return has.entrySet().stream()
                .anyMatch(entry -> (namesIgnoreCase
                                ? entry.getKey().equalsIgnoreCase(name)
                                : entry.getKey().equals(name))
                        && compares(ValueJson.parsed(entry.getValue().getValue())));
    }

    private boolean compares(JsonNode actual) {
        if (operator.equals("like") || operator.equals("notLike")) {
            return actual.isTextual() && new Like(text(value)).matches(text(actual)) == operator.equals("like");
        }
        if (operator.equals("eq") || operator.equals("neq")) {
            return same(actual) == operator.equals("eq");
        }
        int order;
        if (actual.isNumber() && value.isNumber()) {
            order = actual.decimalValue().compareTo(value.decimalValue());
        } else if (actual.isTextual() && value.isTextual()) {
            order = text(actual).compareTo(text(value));
        } else {
            return false;
        }
        return switch (operator) {
            case "gt" -> order > 0;
            case "gteq" -> order >= 0;
            case "lt" -> order < 0;
            default -> order <= 0;
        };
    }

    private boolean same(JsonNode actual) {
        if (actual.isNumber() && value.isNumber()) {
            BigDecimal number = actual.decimalValue();
            return number.compareTo(value.decimalValue()) == 0;
        }
        return actual.isTextual() && value.isTextual() ? text(actual).equals(text(value)) : actual.equals(value);
    }

    private String text(JsonNode node) {
        return valuesIgnoreCase ? node.asText().toLowerCase(Locale.ROOT) : node.asText();
    }
}
