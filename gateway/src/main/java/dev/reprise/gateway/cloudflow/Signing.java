package dev.reprise.gateway.cloudflow;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The JDK's cryptography, as both kinds of signatures use it. */
final class Signing {
    private Signing() {}

    static byte[] hmac(String algorithm, String key, String text) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key.getBytes(UTF_8), algorithm));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Expected " + algorithm + " in every JDK", e);
        }
    }

    static String sha256Hex(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Expected SHA-256 in every JDK", e);
        }
    }

    /** In the same time, wherever they differ. */
    static boolean same(String calculated, String given) {
        return MessageDigest.isEqual(calculated.getBytes(UTF_8), given.getBytes(UTF_8));
    }
}
