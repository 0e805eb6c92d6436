package dev.reprise.node.config;

import static dev.reprise.node.config.NodeOptions.AUTO;

import dev.reprise.schemas.RecordSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.common.config.types.Password;

/** The checked configuration of one node. {@link NodeOptions} says what each value means. */
public final class NodeConfig {
    private final Mode mode;
    private final Map<String, Object> values;
    private final Map<String, Setting> settings;

    private NodeConfig(Mode mode, Map<String, Object> values, Map<String, Setting> settings) {
        this.mode = mode;
        this.values = values;
        this.settings = settings;
    }

    /**
     * Reads and checks everything.
     *
     * @throws InvalidConfigException with all mistakes at once
     */
    public static NodeConfig read(Mode mode, ConfigSources sources) {
        Map<String, Setting> settings = sources.settings(mode);
        ConfigDef definitions = NodeOptions.definitions(mode);
        Map<String, String> own = new LinkedHashMap<>();
        settings.values().stream()
                .filter(setting -> definitions.configKeys().containsKey(setting.name()))
                .forEach(setting -> own.put(setting.name(), setting.value().trim()));
        List<String> mistakes = mistakes(definitions.validate(own), settings);
        if (!mistakes.isEmpty()) {
            throw new InvalidConfigException(mistakes);
        }
        return new NodeConfig(mode, definitions.parse(own), settings);
    }

    private static List<String> mistakes(List<ConfigValue> checked, Map<String, Setting> settings) {
        List<String> mistakes = new ArrayList<>();
        for (ConfigValue value : checked) {
            Setting given = settings.get(value.name());
            // Only the first: after "not a number" it adds "must not be null".
            value.errorMessages().stream()
                    .findFirst()
                    .ifPresent(message ->
                            mistakes.add(given == null ? missing(value.name()) : given.origin() + ": " + message));
        }
        return mistakes;
    }

    private static String missing(String name) {
        Option option = NodeOptions.find(name).orElseThrow();
        return option.flag() + " (or " + option.environmentName() + ") is missing: " + option.doc();
    }

    public Mode mode() {
        return mode;
    }

    /** What the node does; everything in standalone. */
    public Set<Role> roles() {
        return mode == Mode.STANDALONE
                ? EnumSet.allOf(Role.class)
                : list(NodeOptions.ROLES).stream()
                        .map(Role::ofText)
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
    }

    public String text(String name) {
        return (String) value(name);
    }

    /** The text, if it is not empty. */
    public Optional<String> optionalText(String name) {
        return Optional.of(text(name)).filter(text -> !text.isBlank());
    }

    public int number(String name) {
        return (Integer) value(name);
    }

    public Duration millis(String name) {
        return Duration.ofMillis((Long) value(name));
    }

    public long bytes(String name) {
        return (Long) value(name);
    }

    @SuppressWarnings("unchecked") // ConfigDef gives lists of texts for the type LIST
    public List<String> list(String name) {
        return (List<String>) value(name);
    }

    /** A secret in the clear, if there is one: hand it on and show it nowhere. */
    public Optional<String> secret(String name) {
        return Optional.of(((Password) value(name)).value()).filter(text -> !text.isBlank());
    }

    public Path dataDirectory() {
        return Path.of(text(NodeOptions.DATA_DIR)).toAbsolutePath().normalize();
    }

    /** Time between commits, chosen by the roles unless it was given. */
    public Duration commitInterval() {
        String given = text(NodeOptions.COMMIT_INTERVAL_MS);
        if (given.equals(AUTO)) {
            return Duration.ofMillis(roles().contains(Role.GATEWAY) ? 10 : 100);
        }
        return Duration.ofMillis(Long.parseLong(given));
    }

    /** What the cloud APIs ask of a request, chosen by the address unless it was given: {@code off}, {@code known-key}, {@code full}. */
    public String signatureCheck() {
        String given = text(NodeOptions.SIGNATURE_CHECK).toLowerCase(Locale.ROOT);
        if (!given.equals(AUTO)) {
            return given;
        }
        return onlyThisMachineCanCall() && !authenticates() ? "off" : "full";
    }

    /**
     * Whether callers over HTTP have to say who they are, chosen by the address and by whether anybody could, unless it was given.
     *
     * @throws InvalidConfigException if everybody could call and nobody could say who they are
     */
    public boolean authenticates() {
        boolean anybodyCould = optionalText(NodeOptions.API_KEYS_FILE).isPresent()
                || optionalText(NodeOptions.OIDC_JWKS).isPresent();
        String given = text(NodeOptions.AUTHENTICATION).toLowerCase(Locale.ROOT);
        if (given.equals("off")) {
            return false;
        }
        if (!anybodyCould && (given.equals("on") || !onlyThisMachineCanCall())) {
            throw new InvalidConfigException(
                    given.equals("on")
                            ? "Expected API keys (--api-keys-file) or an identity provider (--oidc-jwks) with --authentication on,"
                                    + " but there is neither"
                            : "Expected API keys (--api-keys-file) or an identity provider (--oidc-jwks), since with --http-host "
                                    + text(NodeOptions.HTTP_HOST)
                                    + " others than this machine can call, but there is neither."
                                    + " --authentication off lets everybody do everything");
        }
        return anybodyCould;
    }

    /** Whether the HTTP server listens on a loopback address alone. */
    public boolean onlyThisMachineCanCall() {
        InetAddress address = new InetSocketAddress(text(NodeOptions.HTTP_HOST), 0).getAddress();
        return address != null && address.isLoopbackAddress();
    }

    /** Whether the log is JSON lines rather than text for people. */
    public boolean logsJson() {
        String given = text(NodeOptions.LOG_FORMAT);
        return given.equals("json") || (given.equals(AUTO) && mode == Mode.CLUSTER);
    }

    /** What was given as {@code kafka.*}, without the prefix: for every Kafka client. */
    public Map<String, String> kafkaSettings() {
        return withPrefix(NodeOptions.KAFKA_PREFIX);
    }

    /** What was given as {@code streams.*}, without the prefix: for Kafka Streams, over our own choices. */
    public Map<String, String> streamsSettings() {
        return withPrefix(NodeOptions.STREAMS_PREFIX);
    }

    /** For serializers: the Kafka settings, and the schema registry if there is one. */
    public Map<String, Object> recordSettings() {
        Map<String, Object> all = new TreeMap<>(kafkaSettings());
        optionalText(NodeOptions.SCHEMA_REGISTRY_URL)
                .ifPresent(url -> all.put(RecordSettings.SCHEMA_REGISTRY_URL, url));
        secret(NodeOptions.SCHEMA_REGISTRY_USER_INFO).ifPresent(userInfo -> {
            all.put(RecordSettings.BASIC_AUTH_USER_INFO, userInfo);
            // Ours takes the user info as it is; Confluent's must be told that it is there.
            all.put("basic.auth.credentials.source", "USER_INFO");
        });
        return Collections.unmodifiableMap(all);
    }

    private Map<String, String> withPrefix(String prefix) {
        Map<String, String> found = new TreeMap<>();
        settings.forEach((name, setting) -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), setting.value());
            }
        });
        return Collections.unmodifiableMap(found);
    }

    private Object value(String name) {
        Object value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("Expected an option of mode " + mode + ", but got " + name);
        }
        return value;
    }

    /** What was given, secrets hidden. */
    @Override
    public String toString() {
        return settings.values().stream()
                .map(setting -> setting.name() + "=" + Secrets.shown(setting.name(), setting.value()))
                .collect(Collectors.joining(", "));
    }
}
