package dev.reprise.node.access;

import java.time.Duration;

/**
 * Whose tokens are believed, and what is read in them.
 *
 * @param jwks address ({@code https://…}) or path of the provider's keys
 * @param issuer the {@code iss} that tokens must have
 * @param audience an {@code aud} that tokens must have
 * @param rolesClaim where roles are: a claim, or a path of claims separated by dots
 * @param tenantsClaim where tenants are, in the same way
 * @param skew how far clocks may be apart
 */
record TokenSettings(
        String jwks, String issuer, String audience, String rolesClaim, String tenantsClaim, Duration skew) {
    boolean remote() {
        return jwks.startsWith("https://") || jwks.startsWith("http://");
    }
}
