package dev.reprise.schemas;

import org.apache.avro.specific.SpecificRecord;

/**
 * Records to bytes and back, in the Confluent wire format with the ids of the {@link SchemaCatalogue}: for the stores
 * always, and for the topics where there is no registry. Records of older versions are read as the newest. Safe for
 * use by many threads.
 */
public final class AvroWire {
    private final SchemaIds ids;
    private final WireFormat format;

    /** With the released catalogue. */
    public AvroWire() {
        this(SchemaCatalogue.released());
    }

    AvroWire(SchemaCatalogue catalogue) {
        ids = new CatalogueIds(catalogue);
        format = new WireFormat(new RecordTypes(catalogue));
    }

    /**
     * The record as bytes.
     *
     * @throws org.apache.kafka.common.errors.SerializationException if a field is missing
     * @throws IllegalArgumentException if it is not a record of the catalogue
     */
    public byte[] encode(SpecificRecord value) {
        return format.encode(value, ids.idFor("", value.getSchema().getFullName()));
    }

    /**
     * The record in the bytes, which are read to their end.
     *
     * @throws UndecodableRecordException if they are none
     */
    public SpecificRecord decode(byte[] bytes) {
        return format.decode(bytes, ids);
    }

    /**
     * The record in the bytes, which must be of this type.
     *
     * @throws UndecodableRecordException if they are none, or one of another type
     */
    public <T extends SpecificRecord> T decode(byte[] bytes, Class<T> type) {
        SpecificRecord value = decode(bytes);
        if (!type.isInstance(value)) {
            throw new UndecodableRecordException(
                    UndecodableRecordException.Reason.FOREIGN_SCHEMA,
                    "Expected a " + type.getSimpleName() + ", but the value is a "
                            + value.getSchema().getName());
        }
        return type.cast(value);
    }
}
