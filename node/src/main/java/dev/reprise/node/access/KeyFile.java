package dev.reprise.node.access;

import dev.reprise.query.access.Principal;
import dev.reprise.query.access.Role;
import dev.reprise.query.access.Tenants;
import java.io.IOException;
import java.io.StringReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text of a file of keys: Java properties. {@code key.<id>.sha256} or {@code user.<name>.password} (hashes; {@code reprise keys}
 * makes them), then {@code .roles} (read, work, operate), {@code .tenants} (names, or {@code *} for all; without it the default
 * tenant) and {@code .expires} (RFC 3339).
 */
final class KeyFile {
    static final String EVERY_TENANT = "*";

    private static final Set<String> FIELDS = Set.of("sha256", "password", "roles", "tenants", "expires");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,127}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private KeyFile() {}

    /**
     * @throws InvalidAccessException with a sentence that names the line's name and shows no value of a secret
     */
    static KeyTable read(String text) {
        Map<String, Map<String, String>> entries = new TreeMap<>();
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidAccessException("Expected lines name=value, but: " + e.getMessage());
        }
        for (String name : properties.stringPropertyNames()) {
            int field = name.lastIndexOf('.');
            boolean known = (name.startsWith("key.") || name.startsWith("user."))
                    && field > name.indexOf('.')
                    && FIELDS.contains(name.substring(field + 1));
            if (!known) {
                throw new InvalidAccessException("Expected key.<id>.<field> or user.<name>.<field> with a field of "
                        + String.join(", ", FIELDS.stream().sorted().toList())
                        + ", but there is a line of another name");
            }
            entries.computeIfAbsent(name.substring(0, field), entry -> new TreeMap<>())
                    .put(name.substring(field + 1), properties.getProperty(name).trim());
        }
        List<Holder> holders = new ArrayList<>();
        entries.forEach((entry, fields) -> holders.add(holder(entry, fields)));
        return new KeyTable(holders);
    }

    private static Holder holder(String entry, Map<String, String> fields) {
        String id = entry.substring(entry.indexOf('.') + 1);
        if (!NAME.matcher(id).matches()) {
            throw new InvalidAccessException("Expected a name of letters, digits and ._@- in '" + entry + "'");
        }
        Principal principal = new Principal(id, roles(entry, fields.get("roles")), tenants(fields.get("tenants")));
        return new Holder(principal, secret(entry, fields), expires(entry, fields.get("expires")));
    }

    private static Holder.Secret secret(String entry, Map<String, String> fields) {
        boolean key = entry.startsWith("key.");
        String hash = fields.get(key ? "sha256" : "password");
        String expected = key
                ? "Expected " + entry + ".sha256 to be a SHA-256 hash in 64 hexadecimal digits"
                : "Expected " + entry + ".password to be a hash as `reprise keys hash --user` writes it";
        if (hash == null || fields.containsKey(key ? "password" : "sha256")) {
            throw new InvalidAccessException(expected + ", but it is missing, or there is one of the other kind");
        }
        if (key) {
            if (!SHA256.matcher(hash).matches()) {
                throw new InvalidAccessException(expected + ", but it is not");
            }
            return new Holder.Secret.Key(hash);
        }
        try {
            return new Holder.Secret.Password(PasswordHash.parse(hash));
        } catch (IllegalArgumentException e) {
            throw new InvalidAccessException(expected + ", but it is not");
        }
    }

    private static Set<Role> roles(String entry, @Nullable String text) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String word : words(text)) {
            roles.add(Role.ofText(word)
                    .orElseThrow(() -> new InvalidAccessException(
                            "Expected " + entry + ".roles to be of read, work, operate, but got '" + word + "'")));
        }
        if (roles.isEmpty()) {
            throw new InvalidAccessException(
                    "Expected " + entry + ".roles to have at least one of read, work, operate, but it has none");
        }
        return roles;
    }

    static Tenants tenants(@Nullable String text) {
        List<String> names = words(text);
        if (names.contains(EVERY_TENANT)) {
            return Tenants.ALL;
        }
        return Tenants.of(names.isEmpty() ? List.of(Tenants.DEFAULT) : names);
    }

    private static @Nullable Instant expires(String entry, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new InvalidAccessException(
                    "Expected " + entry + ".expires to be a time such as 2027-01-31T00:00:00Z");
        }
    }

    private static List<String> words(@Nullable String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split(","))
                        .map(String::trim)
                        .filter(word -> !word.isEmpty())
                        .distinct()
                        .toList();
    }
}
