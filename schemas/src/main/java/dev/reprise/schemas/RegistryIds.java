package dev.reprise.schemas;

import dev.reprise.schemas.UndecodableRecordException.Reason;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;

/** The ids of a registry. What was found is kept for good, since ids never change; a failure is not kept. */
final class RegistryIds implements SchemaIds {
    private final SchemaCatalogue catalogue;
    private final SchemaRegistryClient registry;
    private final boolean register;
    private final ConcurrentMap<String, Integer> idBySubject = new ConcurrentHashMap<>();
    private final ConcurrentMap<Integer, Schema> schemaById = new ConcurrentHashMap<>();

    RegistryIds(SchemaCatalogue catalogue, SchemaRegistryClient registry, boolean register) {
        this.catalogue = catalogue;
        this.registry = registry;
        this.register = register;
    }

    /** What the configuration asks for: a registry if it names one, else the catalogue. */
    static SchemaIds orCatalogue(Map<String, ?> config) {
        SchemaCatalogue catalogue = SchemaCatalogue.released();
        return SchemaRegistryClient.from(config)
                .<SchemaIds>map(client -> new RegistryIds(catalogue, client, registers(config)))
                .orElseGet(() -> new CatalogueIds(catalogue));
    }

    @Override
    public int idFor(String topic, String fullName) {
        String subject = TopicRecords.subject(topic, fullName);
        Integer known = idBySubject.get(subject);
        if (known != null) {
            return known;
        }
        String json = catalogue.newest(fullName).json();
        int id = register ? registry.register(subject, json) : registry.lookUp(subject, json);
        idBySubject.put(subject, id);
        return id;
    }

    @Override
    public Schema schemaOf(int id) {
        Schema known = schemaById.get(id);
        if (known != null) {
            return known;
        }
        Schema schema = parsed(id, registry.schema(id));
        schemaById.put(id, schema);
        return schema;
    }

    private static boolean registers(Map<String, ?> config) {
        String setting = RecordSettings.text(config, RecordSettings.AUTO_REGISTER_SCHEMAS);
        return setting == null || Boolean.parseBoolean(setting);
    }

    private static Schema parsed(int id, String json) {
        try {
            return new Schema.Parser().parse(json);
        } catch (SchemaParseException e) {
            throw new UndecodableRecordException(
                    Reason.FOREIGN_SCHEMA,
                    "Expected an Avro schema under id " + id + ", but the registry has another one: " + e.getMessage(),
                    e);
        }
    }
}
