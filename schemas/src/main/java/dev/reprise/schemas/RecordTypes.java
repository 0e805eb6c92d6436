package dev.reprise.schemas;

import dev.reprise.schemas.UndecodableRecordException.Reason;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * The generated classes of the records in a catalogue, by name. Only these are ever made from bytes, whatever name a
 * writer's schema has.
 */
final class RecordTypes {
    private final Map<String, Schema> schemas;

    RecordTypes(SchemaCatalogue catalogue) {
        schemas = catalogue.names().stream().collect(Collectors.toMap(Function.identity(), RecordTypes::generated));
    }

    /** The schema of the class, which is what records are read as. */
    Schema schemaOf(String fullName) {
        Schema schema = schemas.get(fullName);
        if (schema == null) {
            throw new UndecodableRecordException(
                    Reason.FOREIGN_SCHEMA, "Expected a record of Reprise, but its schema is of " + fullName);
        }
        return schema;
    }

    private static Schema generated(String fullName) {
        try {
            return SpecificData.get().getSchema(Class.forName(fullName).asSubclass(SpecificRecord.class));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(
                    "Expected a class for every record of the catalogue, but one is missing", e);
        }
    }
}
