package dev.reprise.gateway.credentials;

import java.io.IOException;
import java.io.StringReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The text of a credentials file: Java properties. {@code key.<id>.secret}, and optionally {@code .tenant}, {@code .session-token},
 * {@code .expires} (RFC 3339) and {@code .actions} (patterns separated by commas); {@code client.<id>.token} and optionally
 * {@code .tenant}.
 */
final class CredentialsText {
    static final String DEFAULT_TENANT = "<default>";
    private static final Set<String> KEY_FIELDS = Set.of("secret", "tenant", "session-token", "expires", "actions");
    private static final Set<String> CLIENT_FIELDS = Set.of("token", "tenant");

    private final Map<String, Map<String, String>> keys = new TreeMap<>();
    private final Map<String, Map<String, String>> clients = new TreeMap<>();

    private CredentialsText() {}

    /**
     * What the text says.
     *
     * @throws InvalidCredentialsException with the name of the line that is wrong, never with its value
     */
    static CredentialsTable read(String text) {
        Properties lines = new Properties();
        try {
            lines.load(new StringReader(text));
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidCredentialsException("Expected the credentials to be Java properties, but they are not");
        }
        CredentialsText parts = new CredentialsText();
        lines.stringPropertyNames().forEach(name -> parts.take(name, lines.getProperty(name)));
        return parts.table();
    }

    private void take(String name, String value) {
        int last = name.lastIndexOf('.');
        int first = name.indexOf('.');
        String kind = first < 0 ? "" : name.substring(0, first);
        String field = name.substring(last + 1);
        boolean known = (kind.equals("key") && KEY_FIELDS.contains(field))
                || (kind.equals("client") && CLIENT_FIELDS.contains(field));
        if (!known || last <= first + 1) {
            throw wrong(name, "to be key.<id>.<field> or client.<id>.<field>, but it is not");
        }
        (kind.equals("key") ? keys : clients)
                .computeIfAbsent(name.substring(first + 1, last), id -> new HashMap<>())
                .put(field, value.trim());
    }

    private CredentialsTable table() {
        Map<String, AccessKey> accessKeys = new TreeMap<>();
        keys.forEach((id, fields) -> accessKeys.put(id, key(id, fields)));
        Map<String, PartnerClient> partnerClients = new TreeMap<>();
        clients.forEach((id, fields) -> partnerClients.put(
                id, new PartnerClient(id, required("client." + id + ".token", fields.get("token")), tenant(fields))));
        return new CredentialsTable(accessKeys, partnerClients);
    }

    private static AccessKey key(String id, Map<String, String> fields) {
        String expires = fields.get("expires");
        return new AccessKey(
                id,
                required("key." + id + ".secret", fields.get("secret")),
                tenant(fields),
                fields.get("session-token"),
                expires == null ? null : instant("key." + id + ".expires", expires),
                actions(fields.getOrDefault("actions", "*")));
    }

    private static List<String> actions(String patterns) {
        return Arrays.stream(patterns.split(","))
                .map(String::trim)
                .filter(pattern -> !pattern.isEmpty())
                .toList();
    }

    private static String tenant(Map<String, String> fields) {
        return fields.getOrDefault("tenant", DEFAULT_TENANT);
    }

    private static String required(String name, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw wrong(name, "to be given, but it is missing");
        }
        return value;
    }

    private static Instant instant(String name, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw wrong(name, "to be a time such as 2026-12-31T23:59:59Z, but it is not");
        }
    }

    private static InvalidCredentialsException wrong(String name, String expected) {
        return new InvalidCredentialsException("Expected the credential '" + name + "' " + expected);
    }
}
