package dev.reprise.node.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Passwords that were right lately, so that not every request pays for the slow hash; kept as HMACs under a key of this process. */
final class RememberedPasswords {
    private static final int MOST = 10_000;
    private static final String HMAC = "HmacSHA256";

    private final SecretKeySpec secret;
    private final Map<String, Boolean> right = new ConcurrentHashMap<>();

    RememberedPasswords() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        secret = new SecretKeySpec(random, HMAC);
    }

    boolean has(String user, String password) {
        return right.containsKey(mac(user, password));
    }

    void add(String user, String password) {
        if (right.size() >= MOST) {
            right.clear();
        }
        right.put(mac(user, password), true);
    }

    private String mac(String user, String password) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(secret);
            mac.update(user.getBytes(UTF_8));
            mac.update((byte) 0);
            return Hashes.hex(mac.doFinal(password.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + HMAC, e);
        }
    }
}
