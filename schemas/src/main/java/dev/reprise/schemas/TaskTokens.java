package dev.reprise.schemas;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Writes task tokens (Alibaba CloudFlow) and reads back only those that were written with the same secret: 80
 * characters of URL-safe Base64 over "R1" (the version), job key, attempt, sequence and moment (big-endian), and their
 * HMAC-SHA256. The length leaves no spare bits, so that a token has no second spelling. Safe for use by many threads.
 */
public final class TaskTokens {
    /** Shortest secret, in bytes. */
    public static final int SHORTEST_SECRET = 16;

    private static final short VERSION = 'R' << 8 | '1';
    private static final int CLAIM_BYTES =
            Short.BYTES + Long.BYTES + Integer.BYTES + Long.BYTES + Short.BYTES + Integer.BYTES;
    private static final int MAC_BYTES = 32;
    private static final int TOKEN_CHARACTERS = (CLAIM_BYTES + MAC_BYTES) / 3 * 4;
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKey current;
    private final List<SecretKey> accepted;

    /**
     * Tokens signed with this secret.
     *
     * @param earlier secrets that were used before and still count, while they are being replaced
     */
    public TaskTokens(byte[] secret, byte[]... earlier) {
        current = key(secret);
        accepted = Stream.concat(Stream.of(current), Arrays.stream(earlier).map(TaskTokens::key))
                .toList();
    }

    /** The token as text. */
    public String sign(TaskToken token) {
        byte[] bytes = ByteBuffer.allocate(CLAIM_BYTES + MAC_BYTES)
                .putShort(VERSION)
                .putLong(token.jobKey())
                .putInt(token.attempt())
                .putLong(token.sequence())
                .putShort((short) (token.issuedAt() >>> Integer.SIZE))
                .putInt((int) token.issuedAt())
                .array();
        byte[] mac = mac(current, bytes);
        System.arraycopy(mac, 0, bytes, CLAIM_BYTES, MAC_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * What the token says.
     *
     * @throws IllegalArgumentException if it was not written by {@link #sign} with an accepted secret
     */
    public TaskToken verify(String token) {
        if (token.length() != TOKEN_CHARACTERS) {
            throw refused();
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            throw refused();
        }
        if (bytes.length != CLAIM_BYTES + MAC_BYTES || !isSigned(bytes)) {
            throw refused();
        }
        ByteBuffer claim = ByteBuffer.wrap(bytes);
        if (claim.getShort() != VERSION) {
            throw refused();
        }
        return new TaskToken(
                claim.getLong(),
                claim.getInt(),
                claim.getLong(),
                (long) Short.toUnsignedInt(claim.getShort()) << Integer.SIZE | Integer.toUnsignedLong(claim.getInt()));
    }

    private boolean isSigned(byte[] bytes) {
        byte[] given = Arrays.copyOfRange(bytes, CLAIM_BYTES, bytes.length);
        boolean signed = false;
        for (SecretKey key : accepted) {
            signed |= MessageDigest.isEqual(mac(key, bytes), given);
        }
        return signed;
    }

    private static byte[] mac(SecretKey key, byte[] bytes) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(bytes, 0, CLAIM_BYTES);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Expected " + ALGORITHM + " in every JDK", e);
        }
    }

    private static SecretKey key(byte[] secret) {
        if (secret.length < SHORTEST_SECRET) {
            throw new IllegalArgumentException(
                    "Expected a secret of " + SHORTEST_SECRET + " bytes or more, but got " + secret.length);
        }
        return new SecretKeySpec(secret, ALGORITHM);
    }

    /** One sentence for all faults, so that it tells a forger nothing. */
    private static IllegalArgumentException refused() {
        return new IllegalArgumentException("Expected a task token that was given out here, but this is none");
    }
}
