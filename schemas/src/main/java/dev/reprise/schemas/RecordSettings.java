package dev.reprise.schemas;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Names of the settings of the serdes, as they stand in the configuration of a Kafka client. */
public final class RecordSettings {
    /** One or more base URLs of a schema registry, separated by commas. Without it the catalogue's ids are used. */
    public static final String SCHEMA_REGISTRY_URL = "schema.registry.url";

    /** Whether a schema that the registry does not have is registered (default true) or refused. */
    public static final String AUTO_REGISTER_SCHEMAS = "auto.register.schemas";

    /** {@code user:password} for the registry; none by default. */
    public static final String BASIC_AUTH_USER_INFO = "basic.auth.user.info";

    /** How long one call to one registry URL may take, in milliseconds; default 10,000. */
    public static final String REGISTRY_TIMEOUT_MS = "schema.registry.request.timeout.ms";

    /** Class of the serializer; default {@link AvroRecordSerializer}. */
    public static final String SERIALIZER_CLASS = "reprise.serializer.class";

    /** Class of the deserializer; default {@link AvroRecordDeserializer}. */
    public static final String DESERIALIZER_CLASS = "reprise.deserializer.class";

    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

    private RecordSettings() {}

    static @Nullable String text(Map<String, ?> config, String name) {
        Object value = config.get(name);
        return value == null || value.toString().isBlank()
                ? null
                : value.toString().trim();
    }

    static Duration registryTimeout(Map<String, ?> config) {
        String millis = text(config, REGISTRY_TIMEOUT_MS);
        try {
            Duration timeout = millis == null ? DEFAULT_TIMEOUT : Duration.ofMillis(Long.parseLong(millis));
            if (timeout.isNegative() || timeout.isZero()) {
                throw new ConfigException(REGISTRY_TIMEOUT_MS, millis, "Expected 1 or more");
            }
            return timeout;
        } catch (NumberFormatException e) {
            throw new ConfigException(REGISTRY_TIMEOUT_MS, millis, "Expected a number of milliseconds");
        }
    }
}
