package dev.reprise.gateway.credentials;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who may come in: the keys, and how strictly they are looked at.
 *
 * @param credentials the keys
 * @param check what is asked of each request
 */
public record Access(Credentials credentials, SignatureCheck check) {
    /** Everybody, as the default tenant. */
    public static Access open() {
        return new Access(Credentials.none(), SignatureCheck.OFF);
    }

    /** The key that a request names; empty if it names none or one that is unknown. */
    public Optional<AccessKey> key(@Nullable String id) {
        return id == null ? Optional.empty() : credentials.key(id);
    }

    /** The tenant of a key that is known, else the default tenant: for callers that have passed the check. */
    public String tenantOf(@Nullable String keyId) {
        return key(keyId).map(AccessKey::tenantId).orElse(CredentialsText.DEFAULT_TENANT);
    }
}
