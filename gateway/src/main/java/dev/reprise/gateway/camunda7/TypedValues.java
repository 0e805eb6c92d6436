package dev.reprise.gateway.camunda7;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.reprise.common.Variable;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code {"type", "value", "valueInfo"}} into variables that keep all three as they are, checked as the vendor does. */
final class TypedValues {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private TypedValues() {}

    /** The variables in a field of a body; those that are transient are left out. */
    static Map<String, Variable> of(RequestBody body, String field) {
        return of(body.members(field));
    }

    static Map<String, Variable> of(Map<String, JsonNode> values) {
        Map<String, Variable> variables = new LinkedHashMap<>();
        values.forEach((name, value) -> variable(value).ifPresent(variable -> variables.put(name, variable)));
        return variables;
    }

    private static Optional<Variable> variable(JsonNode node) {
        RequestBody typed = RequestBody.of(node);
        String type = typed.text("type");
        JsonNode value = node.get("value");
        JsonNode info = node.get("valueInfo");
        if (info != null && !info.isObject() && !info.isNull()) {
            throw EngineError.wrongForm();
        }
        Variable variable = variable(type, value == null ? JSON.nullNode() : value, info);
        boolean isTransient = info != null && info.path("transient").asBoolean(false);
        return isTransient ? Optional.empty() : Optional.of(variable);
    }

    private static Variable variable(@Nullable String given, JsonNode value, @Nullable JsonNode info) {
        if (given == null || given.isEmpty()) {
            return untyped(value);
        }
        String type = given.substring(0, 1).toUpperCase(Locale.ROOT) + given.substring(1);
        JsonNode kept = switch (type) {
            case "Boolean" -> booleanOf(value);
            case "Short" -> whole(value, type, "java.lang.Short", Short.MIN_VALUE, Short.MAX_VALUE);
            case "Integer" -> whole(value, type, "java.lang.Integer", Integer.MIN_VALUE, Integer.MAX_VALUE);
            case "Long" -> whole(value, type, "java.lang.Long", Long.MIN_VALUE, Long.MAX_VALUE);
            case "Double" -> doubleOf(value);
            case "String" -> text(value, type, "java.lang.String");
            case "Null" -> JSON.nullNode();
            case "Date" -> date(value);
            case "Bytes" -> base64(value, type);
            case "File" -> file(value, type, info);
            case "Object", "Json", "Xml" -> serialised(value, type, info);
            default -> throw EngineError.of(400, "RestException", "Unsupported value type '" + given + "'", null);
        };
        return new Variable(kept.toString(), type, infoText(info));
    }

    /** A value without a type has that which its JSON form calls for. */
    static Variable untyped(JsonNode value) {
        String type;
        if (value.isNull()) {
            type = "Null";
        } else if (value.isTextual()) {
            type = "String";
        } else if (value.isBoolean()) {
            type = "Boolean";
        } else if (value.isIntegralNumber() && value.canConvertToLong()) {
            type = value.canConvertToInt() ? "Integer" : "Long";
        } else if (value.isNumber()) {
            type = "Double";
        } else {
            return new Variable(JSON.textNode(value.toString()).toString(), "Json", null);
        }
        return new Variable(value.toString(), type, null);
    }

    private static @Nullable String infoText(@Nullable JsonNode info) {
        return info == null || info.isNull() || info.isEmpty() ? null : info.toString();
    }

    private static JsonNode booleanOf(JsonNode value) {
        if (value.isNull() || value.isBoolean()) {
            return value;
        }
        return switch (value.asText().toLowerCase(Locale.ROOT)) {
            case "true" -> JSON.booleanNode(true);
            case "false" -> JSON.booleanNode(false);
            default -> throw unconvertible(value, "Boolean", "java.lang.Boolean");
        };
    }

    private static JsonNode whole(JsonNode value, String type, String javaType, long least, long most) {
        if (value.isNull()) {
            return value;
        }
        BigDecimal number = number(value, type, javaType);
        if (number.compareTo(BigDecimal.valueOf(least)) < 0 || number.compareTo(BigDecimal.valueOf(most)) > 0) {
            throw unconvertible(value, type, javaType);
        }
        return JSON.numberNode(number.longValue());
    }

    private static JsonNode doubleOf(JsonNode value) {
        return value.isNull() || value.isNumber()
                ? value
                : JSON.numberNode(number(value, "Double", "java.lang.Double").doubleValue());
    }

    private static BigDecimal number(JsonNode value, String type, String javaType) {
        try {
            return value.isNumber()
                    ? value.decimalValue()
                    : new BigDecimal(value.asText().trim());
        } catch (NumberFormatException e) {
            throw unconvertible(value, type, javaType);
        }
    }

    private static JsonNode text(JsonNode value, String type, String javaType) {
        if (value.isContainerNode()) {
            throw unconvertible(value, type, javaType);
        }
        return value.isNull() ? value : JSON.textNode(value.asText());
    }

    private static JsonNode date(JsonNode value) {
        return value.isNull()
                ? value
                : JSON.textNode(Dates.parse(value.asText())
                        .map(Dates::text)
                        .orElseThrow(() -> unconvertible(value, "Date", "java.util.Date")));
    }

    private static JsonNode base64(JsonNode value, String type) {
        if (value.isNull()) {
            return value;
        }
        try {
            Base64.getMimeDecoder().decode(value.asText());
            return JSON.textNode(value.asText());
        } catch (IllegalArgumentException e) {
            throw unconvertible(value, type, "byte[]");
        }
    }

    private static JsonNode file(JsonNode value, String type, @Nullable JsonNode info) {
        if (info == null || info.isNull()) {
            throw EngineError.mistake("IllegalArgumentException", "Cannot create file without valueInfo.", null);
        }
        if (!info.hasNonNull("filename")) {
            throw EngineError.mistake(
                    "IllegalArgumentException",
                    "Cannot create file without filename! Please set a name into ValueInfo with key filename",
                    null);
        }
        return base64(value, type);
    }

    private static JsonNode serialised(JsonNode value, String type, @Nullable JsonNode info) {
        if (!value.isNull() && !value.isTextual()) {
            throw EngineError.invalid(
                    "Must provide 'null' or String value for value of SerializableValue type '" + type + "'.");
        }
        boolean format = info != null && info.hasNonNull("serializationDataFormat");
        if (type.equals("Object") && !format && !value.isNull()) {
            String name = info == null ? null : info.path("objectTypeName").asText(null);
            throw EngineError.mistake(
                    "ProcessEngineException",
                    "Cannot find serializer for value 'ObjectValue [value=null, isDeserialized=false,"
                            + " serializationDataFormat=null, objectTypeName=%s, serializedValue=%d chars, isTransient=false]'."
                                    .formatted(name, value.asText().length()),
                    0);
        }
        return value;
    }

    private static EngineError unconvertible(JsonNode value, String type, String javaType) {
        String shown = value.isTextual() ? value.textValue() : value.toString();
        return EngineError.invalid(
                "Cannot convert value '%s' of type '%s' to java type %s".formatted(shown, type, javaType));
    }
}
