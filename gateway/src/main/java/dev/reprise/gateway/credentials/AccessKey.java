package dev.reprise.gateway.credentials;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key that callers sign their requests with, bound to one tenant: it can touch no other tenant's jobs.
 *
 * @param id its name, sent with each request
 * @param secret what signatures are made with; to be shown and logged nowhere
 * @param tenantId tenant whose jobs it is for
 * @param sessionToken token that must come with a temporary key; null for a lasting one
 * @param expiresAt when the session ends; null for never
 * @param actions what it may do: {@code service:Operation}, or with a trailing * for any rest; {@code *} alone for everything
 */
public record AccessKey(
        String id,
        String secret,
        String tenantId,
        @Nullable String sessionToken,
        @Nullable Instant expiresAt,
        List<String> actions) {
    public AccessKey {
        actions = List.copyOf(actions);
    }

    /** Whether it may carry out an operation, {@code codepipeline:PutJobFailureResult} for example. */
    public boolean mayDo(String action) {
        return actions.stream()
                .anyMatch(pattern -> pattern.endsWith("*")
                        ? action.startsWith(pattern.substring(0, pattern.length() - 1))
                        : pattern.equals(action));
    }

    /** Whether its session is over at this moment. */
    public boolean expired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "AccessKey[" + id + ", tenant " + tenantId + "]";
    }
}
