package dev.reprise.node.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** JSON as text for a terminal. */
final class Cell {
    private static final int LONGEST = 200;

    private Cell() {}

    /** One value on one line; a dash for none. Control characters are shown, not sent to the terminal. */
    static String text(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "-";
        }
        String text = value.isValueNode() ? value.asText() : value.toString();
        String line = visible(text);
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }

    /** The fields of an object, nested ones with their path, as rows of name and value. */
    static List<List<String>> fields(JsonNode object) {
        List<List<String>> rows = new ArrayList<>();
        collect("", object, rows);
        return rows;
    }

    private static void collect(String prefix, JsonNode object, List<List<String>> rows) {
        object.properties().forEach(field -> {
            String name = prefix + field.getKey();
            JsonNode value = field.getValue();
            if (value.isObject() && !value.isEmpty()) {
                collect(name + ".", value, rows);
            } else if (!value.isNull()) {
                rows.add(List.of(name, text(value)));
            }
        });
    }

    private static String visible(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c == '\n') {
                line.append("\\n");
            } else if (c == '\t') {
                line.append("\\t");
            } else if (Character.isISOControl(c)) {
                line.append(String.format("\\u%04x", c));
            } else {
                line.appendCodePoint(c);
            }
        });
        return line.toString();
    }
}
