package dev.reprise.node.access;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A password as a file keeps it: {@code pbkdf2-sha256:<iterations>:<salt>:<hash>}, the last two in base64. What people choose can be
 * guessed, so each guess is made to cost about a tenth of a second.
 */
record PasswordHash(int iterations, String salt, String hash) {
    private static final String NAME = "pbkdf2-sha256";
    private static final int ITERATIONS = 210_000;
    private static final int LEAST_ITERATIONS = 10_000;
    private static final int MOST_ITERATIONS = 10_000_000;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    /** Of a new password. */
    static PasswordHash of(String password) {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        Base64.Encoder base64 = Base64.getEncoder();
        return new PasswordHash(
                ITERATIONS, base64.encodeToString(salt), base64.encodeToString(derive(password, salt, ITERATIONS)));
    }

    /** The hash that a text is; throws {@link IllegalArgumentException} if it is none. */
    static PasswordHash parse(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 4 || !parts[0].equals(NAME)) {
            throw new IllegalArgumentException("no hash of a password");
        }
        int iterations = Integer.parseInt(parts[1]);
        byte[] salt = Base64.getDecoder().decode(parts[2]);
        byte[] hash = Base64.getDecoder().decode(parts[3]);
        if (iterations < LEAST_ITERATIONS
                || iterations > MOST_ITERATIONS
                || salt.length < 8
                || hash.length != HASH_BYTES) {
            throw new IllegalArgumentException("numbers out of range");
        }
        return new PasswordHash(iterations, parts[2], parts[3]);
    }

    boolean matches(String password) {
        Base64.Decoder base64 = Base64.getDecoder();
        return MessageDigest.isEqual(base64.decode(hash), derive(password, base64.decode(salt), iterations));
    }

    String text() {
        return NAME + ":" + iterations + ":" + salt + ":" + hash;
    }

    private static byte[] derive(String password, byte[] salt, int iterations) {
        try {
            PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, HASH_BYTES * 8);
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has PBKDF2 with HMAC-SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "PasswordHash";
    }
}
