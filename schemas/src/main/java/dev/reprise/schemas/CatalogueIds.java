package dev.reprise.schemas;

import dev.reprise.schemas.UndecodableRecordException.Reason;
import org.apache.avro.Schema;

/** The ids of the catalogue. */
final class CatalogueIds implements SchemaIds {
    private final SchemaCatalogue catalogue;

    CatalogueIds(SchemaCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public int idFor(String topic, String fullName) {
        return catalogue.newest(fullName).id();
    }

    @Override
    public Schema schemaOf(int id) {
        return catalogue
                .byId(id)
                .orElseThrow(() -> new UndecodableRecordException(
                        Reason.UNKNOWN_SCHEMA, "Expected a schema id of the catalogue, but " + id + " is none"))
                .schema();
    }
}
