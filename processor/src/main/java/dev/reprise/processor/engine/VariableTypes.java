package dev.reprise.processor.engine;

import dev.reprise.common.Variable;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Types of variables in the vocabulary of Camunda 7; what has none, plain JSON, has the one that Camunda would give it. */
public final class VariableTypes {
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,19}");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");

    private static final BigDecimal MOST_LONG = BigDecimal.valueOf(Long.MAX_VALUE);

    private VariableTypes() {}

    /** The type given, or else that of the JSON value: Integer, Long, Double, Boolean, String, Null or Json. */
    public static String of(Variable variable) {
        String given = variable.getType();
        return given == null ? ofJson(variable.getValue().trim()) : given;
    }

    private static String ofJson(String json) {
        if (json.equals("null") || json.isEmpty()) {
            return "Null";
        }
        if (json.startsWith("\"")) {
            return "String";
        }
        if (json.equals("true") || json.equals("false")) {
            return "Boolean";
        }
        if (WHOLE.matcher(json).matches() && new BigDecimal(json).abs().compareTo(MOST_LONG) <= 0) {
            long value = Long.parseLong(json);
            return value == (int) value ? "Integer" : "Long";
        }
        return NUMBER.matcher(json).matches() ? "Double" : "Json";
    }

    /** Whether two have the same type and value; numbers by value, all else as it is written. */
    public static boolean same(Variable a, Variable b) {
        String type = of(a);
        if (!type.equals(of(b))) {
            return false;
        }
        String x = a.getValue().trim();
        String y = b.getValue().trim();
        return x.equals(y)
                || (NUMBER.matcher(x).matches()
                        && NUMBER.matcher(y).matches()
                        && x.length() < 100
                        && y.length() < 100
                        && new BigDecimal(x).compareTo(new BigDecimal(y)) == 0);
    }
}
