package dev.reprise.schemas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;

/** The types in {@code src/main/avro}. */
final class Contracts {
    private static final Path SOURCES = module().resolve("src/main/avro");

    private Contracts() {}

    /** The folder of this module. */
    static Path module() {
        return Path.of(System.getProperty("basedir", "."));
    }

    /** Every named type. */
    static List<Schema> types() {
        SchemaParser parser = new SchemaParser();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            // As in the build: enums that fields have defaults of must have been read before.
            for (Path file : files.filter(file -> file.toString().endsWith(".avsc"))
                    .sorted(Comparator.comparing((Path file) -> !file.startsWith(SOURCES.resolve("common")))
                            .thenComparing(Comparator.naturalOrder()))
                    .toList()) {
                parser.parse(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return parser.getParsedNamedSchemas();
    }

    /** Records that stand alone, that is, are in no other record: those of the catalogue, by name. */
    static Map<String, Schema> roots() {
        Set<String> inner = new HashSet<>();
        types().forEach(type -> addInner(type, inner));
        Map<String, Schema> roots = new TreeMap<>();
        types().stream()
                .filter(type -> type.getType() == Schema.Type.RECORD && !inner.contains(type.getFullName()))
                .forEach(type -> roots.put(type.getFullName(), type));
        return roots;
    }

    /** The class that was generated from a type. */
    static Class<?> generated(Schema type) {
        try {
            return Class.forName(type.getFullName());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void addInner(Schema schema, Set<String> names) {
        switch (schema.getType()) {
            case RECORD -> schema.getFields().forEach(field -> addNamed(field.schema(), names));
            case ARRAY -> addNamed(schema.getElementType(), names);
            case MAP -> addNamed(schema.getValueType(), names);
            case UNION -> schema.getTypes().forEach(branch -> addNamed(branch, names));
            default -> {}
        }
    }

    private static void addNamed(Schema schema, Set<String> names) {
        if (schema.getType() != Schema.Type.RECORD || names.add(schema.getFullName())) {
            addInner(schema, names);
        }
    }
}
