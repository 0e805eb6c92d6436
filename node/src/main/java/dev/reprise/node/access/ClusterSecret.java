package dev.reprise.node.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the nodes of a cluster know each other by. */
public final class ClusterSecret {
    /** Shorter ones can be guessed. */
    public static final int LEAST_CHARACTERS = 16;

    private static final String SCHEME = "Reprise-Node ";

    private final @Nullable String text;

    private ClusterSecret(@Nullable String text) {
        this.text = text;
    }

    /**
     * The secret of this text; none if there is no text.
     *
     * @throws InvalidAccessException if it is too short
     */
    public static ClusterSecret of(Optional<String> text) {
        if (text.isPresent() && text.get().length() < LEAST_CHARACTERS) {
            throw new InvalidAccessException("Expected cluster-secret to have at least " + LEAST_CHARACTERS
                    + " characters, but it has " + text.get().length());
        }
        return new ClusterSecret(text.orElse(null));
    }

    public boolean exists() {
        return text != null;
    }

    /** What a node says to another one. */
    public Map<String, String> headers() {
        return text == null ? Map.of() : Map.of("Authorization", SCHEME + text);
    }

    /** Whether a request's header {@code Authorization} is that of a node. */
    boolean isIn(@Nullable String authorization) {
        return text != null
                && authorization != null
                && MessageDigest.isEqual((SCHEME + text).getBytes(UTF_8), authorization.getBytes(UTF_8));
    }

    @Override
    public String toString() {
        return "ClusterSecret";
    }
}
