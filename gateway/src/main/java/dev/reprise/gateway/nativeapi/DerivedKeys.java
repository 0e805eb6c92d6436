package dev.reprise.gateway.nativeapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Job keys that follow from an Idempotency-Key: whichever gateway a repeated request comes to, it is about the same job,
 * and the engine gives it the answer of then. The key has 63 bits of SHA-256: among ten million jobs that exist at a time
 * the chance that any two come to share one is 1 in 180,000, and the second is then refused, not mixed up with the first.
 */
final class DerivedKeys {
    private DerivedKeys() {}

    static long jobKey(String tenantId, String idempotencyKey) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(tenantId.getBytes(UTF_8));
            sha.update((byte) 0);
            byte[] digest = sha.digest(idempotencyKey.getBytes(UTF_8));
            return Math.max(1, ByteBuffer.wrap(digest).getLong() & Long.MAX_VALUE);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every JDK to have SHA-256", e);
        }
    }
}
