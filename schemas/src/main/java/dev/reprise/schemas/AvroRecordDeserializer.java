package dev.reprise.schemas;

import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads values in the Confluent wire format into Reprise's generated classes, whichever version they were written
 * with. With {@code schema.registry.url} the schemas come from that registry; without it, from the
 * {@link SchemaCatalogue}. {@link RecordSettings} has all settings.
 */
public final class AvroRecordDeserializer implements Deserializer<SpecificRecord> {
    private final WireFormat format = new WireFormat(new RecordTypes(SchemaCatalogue.released()));
    private SchemaIds ids = new CatalogueIds(SchemaCatalogue.released());

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        ids = RegistryIds.orCatalogue(configs);
    }

    /**
     * The record in the bytes; null for null.
     *
     * @throws UndecodableRecordException if there is none
     * @throws RegistryUnavailableException if the schema is needed and the registry cannot be reached
     */
    @Override
    public @Nullable SpecificRecord deserialize(String topic, byte @Nullable [] bytes) {
        return bytes == null ? null : format.decode(bytes, ids);
    }
}
