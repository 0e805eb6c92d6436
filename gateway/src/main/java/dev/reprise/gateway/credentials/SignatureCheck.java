package dev.reprise.gateway.credentials;

import java.util.Locale;

/** How much is asked of a request before it is believed. */
public enum SignatureCheck {
    /** Nothing: keys and signatures need not be there, nor be right. A key that is known still says who calls. */
    OFF,
    /** The access key must be known; the signature may be anything. */
    KNOWN_KEY,
    /** Key, signature and time must be right. */
    FULL;

    /** The check that this text means: {@code off}, {@code known-key}, {@code full}. */
    public static SignatureCheck ofText(String text) {
        return valueOf(text.trim().toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
