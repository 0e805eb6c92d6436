package dev.reprise.schemas;

import org.apache.avro.Schema;

/** Who knows which id stands for which schema: the catalogue or a registry. */
interface SchemaIds {
    /** The id under which a record of this type is written to this topic. */
    int idFor(String topic, String fullName);

    /**
     * The schema that a record with this id was written with.
     *
     * @throws UndecodableRecordException if there is none
     */
    Schema schemaOf(int id);
}
