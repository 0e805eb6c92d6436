package dev.reprise.schemas;

import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes Reprise's records as values in the Confluent wire format. With {@code schema.registry.url} the ids come from
 * that registry, under the subject {@code <topic>-<record name>} (TopicRecordNameStrategy); without it, from the
 * {@link SchemaCatalogue}. {@link RecordSettings} has all settings.
 */
public final class AvroRecordSerializer implements Serializer<SpecificRecord> {
    private final WireFormat format = new WireFormat(new RecordTypes(SchemaCatalogue.released()));
    private SchemaIds ids = new CatalogueIds(SchemaCatalogue.released());

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        ids = RegistryIds.orCatalogue(configs);
    }

    /**
     * The record as bytes; null for null.
     *
     * @throws RegistryUnavailableException if an id is needed and the registry cannot be reached
     */
    @Override
    public byte @Nullable [] serialize(String topic, @Nullable SpecificRecord value) {
        return value == null
                ? null
                : format.encode(value, ids.idFor(topic, value.getSchema().getFullName()));
    }
}
