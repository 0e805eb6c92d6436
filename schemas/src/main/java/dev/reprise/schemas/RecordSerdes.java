package dev.reprise.schemas;

import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;

/**
 * The serializer and deserializer for the values of all job topics that a configuration asks for:
 * {@link AvroRecordSerializer} and {@link AvroRecordDeserializer}, or the classes that {@code reprise.serializer.class}
 * and {@code reprise.deserializer.class} name, Confluent's for instance. Both are configured and ready, and fail with
 * the same exceptions whichever classes they are.
 */
public record RecordSerdes(Serializer<SpecificRecord> serializer, Deserializer<SpecificRecord> deserializer)
        implements AutoCloseable {
    /**
     * What Confluent's classes need to be told to write and read what ours do: a subject per record type and topic,
     * generated classes, and schemas without Avro's Java-only properties. Ours do not look at them.
     */
    private static final Map<String, String> FOR_CONFLUENT = Map.of(
            "value.subject.name.strategy", "io.confluent.kafka.serializers.subject.TopicRecordNameStrategy",
            "specific.avro.reader", "true",
            "avro.remove.java.properties", "true");

    /** The pair that this configuration asks for; unknown settings are passed on to them. */
    @SuppressWarnings("unchecked")
    public static RecordSerdes from(Map<String, ?> config) {
        Map<String, Object> settings = new HashMap<>(FOR_CONFLUENT);
        settings.putAll(config);
        Serializer<?> serializer =
                instance(config, RecordSettings.SERIALIZER_CLASS, AvroRecordSerializer.class, Serializer.class);
        Deserializer<?> deserializer =
                instance(config, RecordSettings.DESERIALIZER_CLASS, AvroRecordDeserializer.class, Deserializer.class);
        serializer.configure(settings, false);
        deserializer.configure(settings, false);
        return new RecordSerdes(
                (Serializer<SpecificRecord>) serializer,
                deserializer instanceof AvroRecordDeserializer ours ? ours : new ForeignDeserializer(deserializer));
    }

    @Override
    public void close() {
        serializer.close();
        deserializer.close();
    }

    private static <T> T instance(Map<String, ?> config, String setting, Class<? extends T> usual, Class<T> kind) {
        Object name = config.get(setting);
        try {
            if (name == null || name.toString().isBlank()) {
                return usual.getDeclaredConstructor().newInstance();
            }
            return name instanceof Class<?> type
                    ? Utils.newInstance(type.asSubclass(kind))
                    : Utils.newInstance(name.toString().trim(), kind);
        } catch (ReflectiveOperationException | RuntimeException e) {
            ConfigException invalid = new ConfigException(
                    setting, name, "Expected a " + kind.getSimpleName() + " on the class path, but " + e);
            invalid.initCause(e);
            throw invalid;
        }
    }
}
