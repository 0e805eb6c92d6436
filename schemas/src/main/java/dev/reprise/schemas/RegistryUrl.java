package dev.reprise.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** One base URL of a registry and the credentials for it. Its text is the URL without them. */
final class RegistryUrl {
    private final String base;
    private final @Nullable String userInfo;

    private RegistryUrl(String base, @Nullable String userInfo) {
        this.base = base;
        this.userInfo = userInfo;
    }

    /** The URLs in a configuration; empty if there are none. Credentials in a URL come before the common ones. */
    static List<RegistryUrl> listFrom(Map<String, ?> config) {
        Object urls = config.get(RecordSettings.SCHEMA_REGISTRY_URL);
        if (urls == null) {
            return List.of();
        }
        Stream<String> texts = urls instanceof Collection<?> several
                ? several.stream().map(Object::toString)
                : Arrays.stream(urls.toString().split(","));
        String common = RecordSettings.text(config, RecordSettings.BASIC_AUTH_USER_INFO);
        return texts.map(String::trim)
                .filter(text -> !text.isEmpty())
                .map(text -> of(text, common))
                .toList();
    }

    URI resolve(String path) {
        return URI.create(base + path);
    }

    /** Value of the Authorization header. */
    Optional<String> authorization() {
        return Optional.ofNullable(userInfo)
                .map(info -> "Basic " + Base64.getEncoder().encodeToString(info.getBytes(UTF_8)));
    }

    @Override
    public String toString() {
        return base;
    }

    private static RegistryUrl of(String text, @Nullable String common) {
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
        if (uri.getHost() == null || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
            throw invalid();
        }
        String authority = uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
        String path = uri.getRawPath().replaceFirst("/+$", "");
        return new RegistryUrl(
                uri.getScheme() + "://" + authority + path, uri.getUserInfo() == null ? common : uri.getUserInfo());
    }

    /** Without the text, which may hold a password. */
    private static ConfigException invalid() {
        return new ConfigException(
                "Expected http:// or https:// URLs in " + RecordSettings.SCHEMA_REGISTRY_URL + ", but one is neither");
    }
}
