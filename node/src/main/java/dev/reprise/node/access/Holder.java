package dev.reprise.node.access;

import dev.reprise.query.access.Principal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody of the file of keys.
 *
 * @param principal what they may do
 * @param secret how their key (a hash in hex) or their password is known again
 * @param expires when that ends; null for never
 */
record Holder(Principal principal, Secret secret, @Nullable Instant expires) {
    /** What is kept of a secret. */
    sealed interface Secret {
        /** SHA-256 in hex of a key that is too long to be guessed. */
        record Key(String sha256) implements Secret {}

        record Password(PasswordHash hash) implements Secret {}
    }

    boolean isValidAt(Instant now) {
        return expires == null || now.isBefore(expires);
    }
}
