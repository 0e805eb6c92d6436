package dev.reprise.schemas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.apache.avro.Schema;

/** The texts that schemas are frozen and compared as. */
final class SchemaText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SchemaText() {}

    /** Self-contained, for every language: without the property that makes Java use String. */
    static String frozen(Schema schema) {
        return write(plain(read(schema.toString())));
    }

    /** What readers and writers depend on: everything but the docs. */
    static String contract(String json) {
        return write(withoutDocs(read(json)));
    }

    private static JsonNode plain(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove("avro.java.string");
            if (object.size() == 1 && object.path("type").isTextual()) {
                return TextNode.valueOf(object.path("type").textValue());
            }
            object.fieldNames().forEachRemaining(name -> {
                if (!name.equals("default")) {
                    object.set(name, plain(object.get(name)));
                }
            });
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, plain(array.get(i)));
            }
        }
        return node;
    }

    private static JsonNode withoutDocs(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove("doc");
            object.properties().stream()
                    .filter(property -> !property.getKey().equals("default"))
                    .forEach(property -> withoutDocs(property.getValue()));
        } else if (node instanceof ArrayNode array) {
            array.forEach(SchemaText::withoutDocs);
        }
        return node;
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String write(JsonNode node) {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentArraysWith(lines);
        printer.indentObjectsWith(lines);
        try {
            return JSON.writer(printer).writeValueAsString(node) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
