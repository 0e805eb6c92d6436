package dev.reprise.node.config;

import java.util.List;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;

/** Which settings are never shown. */
final class Secrets {
    static final String HIDDEN = "[hidden]";

    // Parts of names of Kafka's secret settings. Better one too many hidden than one shown.
    private static final List<String> PARTS = List.of(
            "password",
            "secret",
            "jaas",
            "token",
            "credential",
            "user.info",
            "keystore.key",
            "private.key",
            "assertion");

    /** A consumer has all settings that have to do with security, as any other client of Kafka. */
    private static final ConfigDef OF_KAFKA = ConsumerConfig.configDef();

    private Secrets() {}

    static String shown(String name, String value) {
        return isSecret(name) && !value.isEmpty() ? HIDDEN : withoutUserInfo(value);
    }

    static boolean isSecret(String name) {
        return NodeOptions.find(name)
                .map(Option::secret)
                .orElseGet(() -> PARTS.stream().anyMatch(name.toLowerCase(Locale.ROOT)::contains));
    }

    /**
     * Whether its value may not stand where others can see it. Not all that is hidden: harmless settings of Kafka have such names too, and
     * Kafka says of what type they are ({@code sasl.oauthbearer.token.endpoint.url}).
     */
    static boolean isForNobodysEyes(String name) {
        ConfigKey known = OF_KAFKA.configKeys().get(name.replaceFirst("^(kafka|streams)\\.", ""));
        return isSecret(name) && (known == null || known.type == ConfigDef.Type.PASSWORD);
    }

    /** Addresses may have a name and a password in them. */
    private static String withoutUserInfo(String value) {
        return value.replaceAll("://[^/@\\s]+@", "://" + HIDDEN + "@");
    }
}
