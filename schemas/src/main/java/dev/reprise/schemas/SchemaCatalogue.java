package dev.reprise.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.avro.Schema;

/**
 * Every schema that was ever released, under its fixed id: what takes the place of a registry where there is none, and
 * what the stores are written with always. It holds the records that stand alone as a value in a topic or a store;
 * types that only occur inside others come with them.
 *
 * <p>The schemas lie frozen in the resource folder {@code catalogue}: {@code index}, a line each with id, version,
 * release, SHA-256 of the file and name, and {@code <name>/<version>.avsc}. A line of a release that is out is never
 * changed; {@code mvn -pl schemas test -Dtest=FreezeSchemas} adds changed contracts as the next version.
 */
public final class SchemaCatalogue {
    private final Map<Integer, ReleasedSchema> byId;
    private final Map<String, List<ReleasedSchema>> byName;
    private final Map<String, ReleasedSchema> newest;

    SchemaCatalogue(List<ReleasedSchema> schemas) {
        Map<Integer, ReleasedSchema> ids = new HashMap<>();
        Map<String, List<ReleasedSchema>> names = new TreeMap<>();
        for (ReleasedSchema released : schemas) {
            if (ids.put(released.id(), released) != null) {
                throw new IllegalArgumentException("Expected every id once, but " + released.id() + " is there again");
            }
            names.computeIfAbsent(released.fullName(), name -> new ArrayList<>())
                    .add(released);
        }
        Map<String, ReleasedSchema> last = new HashMap<>();
        names.forEach((name, versions) -> {
            versions.sort(Comparator.comparingInt(ReleasedSchema::version));
            last.put(name, versions.get(versions.size() - 1));
        });
        byId = Map.copyOf(ids);
        byName = Collections.unmodifiableMap(names);
        newest = Map.copyOf(last);
    }

    /** The catalogue of this build. */
    public static SchemaCatalogue released() {
        return Released.CATALOGUE;
    }

    /** The schema with this id. */
    public Optional<ReleasedSchema> byId(int id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** All versions of a record, oldest first; empty if there is no such record. */
    public List<ReleasedSchema> versions(String fullName) {
        return Collections.unmodifiableList(byName.getOrDefault(fullName, List.of()));
    }

    /** The version that this build writes. */
    public ReleasedSchema newest(String fullName) {
        ReleasedSchema schema = newest.get(fullName);
        if (schema == null) {
            throw new IllegalArgumentException("Expected a record of the catalogue, but " + fullName + " is not in it");
        }
        return schema;
    }

    /** Names of all records, in order. */
    public List<String> names() {
        return List.copyOf(byName.keySet());
    }

    /** Everything in it, in the order of the ids. */
    public List<ReleasedSchema> all() {
        return byId.values().stream()
                .sorted(Comparator.comparingInt(ReleasedSchema::id))
                .toList();
    }

    /** Read once, when first asked for. */
    private static final class Released {
        private static final Pattern COLUMNS = Pattern.compile(" +");
        private static final SchemaCatalogue CATALOGUE = read();

        private static SchemaCatalogue read() {
            return new SchemaCatalogue(
                    text("index").lines().map(Released::schema).toList());
        }

        private static ReleasedSchema schema(String line) {
            String[] columns = COLUMNS.split(line, -1);
            String json = text(columns[4] + "/" + columns[1] + ".avsc");
            return new ReleasedSchema(
                    Integer.parseInt(columns[0]),
                    Integer.parseInt(columns[1]),
                    columns[2],
                    columns[4],
                    json,
                    new Schema.Parser().parse(json));
        }

        private static String text(String file) {
            try (InputStream in = SchemaCatalogue.class.getResourceAsStream("catalogue/" + file)) {
                if (in == null) {
                    throw new IllegalStateException("Expected the resource catalogue/" + file + ", but it is missing");
                }
                return new String(in.readAllBytes(), UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
