package dev.reprise.processor.engine.apply;

import dev.reprise.common.Variable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** Records with something in every field, the same every time. */
final class Samples {
    static final long T0 = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();

    private Samples() {}

    static Variable variable(String value) {
        return Variable.newBuilder().setValue(value).build();
    }

    /** A record whose fields have the values given, or else ones that follow from their names and types. */
    static <T extends SpecificRecord> T fill(Class<T> type, Map<String, Object> given) {
        T record = newInstance(type);
        for (Schema.Field field : record.getSchema().getFields()) {
            Object value = given.get(field.name());
            record.put(field.pos(), value == null ? value(field.schema(), field.name()) : value);
        }
        return record;
    }

    private static Object value(Schema schema, String name) {
        return switch (schema.getType()) {
            case UNION -> value(schema.getTypes().get(schema.getTypes().size() - 1), name);
            case STRING -> "a " + name;
            case INT -> name.length();
            case LONG ->
                schema.getLogicalType() == null ? T0 - name.length() : Instant.ofEpochMilli(T0 + name.length());
            case BOOLEAN -> true;
            case ENUM -> symbol(schema);
            case MAP -> map(schema, name);
            case ARRAY -> array(schema, name);
            case RECORD -> fill(SpecificData.get().getClass(schema).asSubclass(SpecificRecord.class), Map.of());
            default -> throw new IllegalArgumentException("no sample of " + schema);
        };
    }

    private static Object symbol(Schema schema) {
        return SpecificData.get().createEnum(schema.getEnumSymbols().get(1), schema);
    }

    private static Object map(Schema schema, String name) {
        Map<String, Object> map = new TreeMap<>();
        map.put(
                "a",
                schema.getValueType().getType() == Schema.Type.RECORD
                        ? variable("\"" + name + "\"")
                        : value(schema.getValueType(), name));
        return map;
    }

    private static Object array(Schema schema, String name) {
        List<Object> list = new ArrayList<>();
        if (schema.getElementType().getType() != Schema.Type.RECORD) {
            list.add(value(schema.getElementType(), name));
        }
        return list;
    }

    private static <T extends SpecificRecord> T newInstance(Class<T> type) {
        try {
            return type.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
