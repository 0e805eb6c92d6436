package dev.reprise.node.config;

import java.util.List;
import java.util.Locale;

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

    private Secrets() {}

    static String shown(String name, String value) {
        return isSecret(name) && !value.isEmpty() ? HIDDEN : withoutUserInfo(value);
    }

    static boolean isSecret(String name) {
        return NodeOptions.find(name)
                .map(Option::secret)
                .orElseGet(() -> PARTS.stream().anyMatch(name.toLowerCase(Locale.ROOT)::contains));
    }

    /** Addresses may have a name and a password in them. */
    private static String withoutUserInfo(String value) {
        return value.replaceAll("://[^/@\\s]+@", "://" + HIDDEN + "@");
    }
}
