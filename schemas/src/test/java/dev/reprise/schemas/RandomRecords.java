package dev.reprise.schemas;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Random but valid records of the generated classes, with a taste for the edges. */
final class RandomRecords {
    private static final String[] TEXTS = {
        "",
        "a",
        "worker-17",
        "\u0000",
        "{\"json\":[1,2,\"\\u0000\"]}",
        "Zahlung über 3 € fehlgeschlagen",
        "\uD83D\uDE80",
        "*"
    };

    private final Random random;

    RandomRecords(long seed) {
        random = new Random(seed);
    }

    SpecificRecord next(Schema schema) {
        return (SpecificRecord) Objects.requireNonNull(value(schema));
    }

    private @Nullable Object value(Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> {
                SpecificRecord made = (SpecificRecord) SpecificData.newInstance(Contracts.generated(schema), schema);
                schema.getFields().forEach(field -> made.put(field.pos(), value(field.schema())));
                yield made;
            }
            case UNION ->
                value(schema.getTypes().get(random.nextInt(schema.getTypes().size())));
            case ARRAY -> list(schema.getElementType());
            case MAP -> map(schema.getValueType());
            case ENUM ->
                Contracts.generated(schema)
                        .getEnumConstants()[
                        random.nextInt(schema.getEnumSymbols().size())];
            case STRING -> text();
            case LONG -> schema.getLogicalType() == LogicalTypes.timestampMillis() ? instant() : number();
            case INT -> (int) number();
            case DOUBLE -> random.nextDouble() * 1000;
            case BOOLEAN -> random.nextBoolean();
            case NULL -> null;
            default -> throw new IllegalArgumentException("No random " + schema);
        };
    }

    private List<@Nullable Object> list(Schema items) {
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            list.add(value(items));
        }
        return list;
    }

    private Map<String, @Nullable Object> map(Schema values) {
        Map<String, @Nullable Object> map = new HashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            map.put(text() + i, value(values));
        }
        return map;
    }

    private String text() {
        String text = TEXTS[random.nextInt(TEXTS.length)];
        return random.nextInt(50) == 0 ? text.repeat(2_000) : text;
    }

    private long number() {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextLong();
            case 1 -> random.nextBoolean() ? Long.MAX_VALUE : Long.MIN_VALUE;
            default -> random.nextInt(200) - 100;
        };
    }

    private Instant instant() {
        return Instant.ofEpochMilli(random.nextLong() >> 12);
    }
}
