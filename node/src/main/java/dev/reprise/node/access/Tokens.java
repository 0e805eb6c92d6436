package dev.reprise.node.access;

import dev.reprise.query.access.Principal;
import dev.reprise.query.http.Problem;
import dev.reprise.query.http.ProblemTypes;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows callers by bearer tokens (JWT) that an identity provider has signed. Only signatures with a private key count: never
 * {@code none}, and never a MAC, with which anybody could sign who has the provider's public key. A token that was right is not
 * looked at again for up to a minute.
 */
final class Tokens {
    private static final Logger log = LoggerFactory.getLogger(Tokens.class);
    private static final Duration REMEMBERED = Duration.ofMinutes(1);
    private static final int MOST_REMEMBERED = 10_000;
    private static final int LONGEST_TOKEN = 16_384;

    private record Known(Principal principal, Instant until) {}

    private final JwtConsumer consumer;
    private final Claims claims;
    private final InstantSource clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    Tokens(TokenSettings settings, InstantSource clock) {
        this.clock = clock;
        claims = new Claims(settings.rolesClaim(), settings.tenantsClaim());
        consumer = new JwtConsumerBuilder()
                .setVerificationKeyResolver(ProviderKeys.of(settings))
                .setExpectedIssuer(settings.issuer())
                .setExpectedAudience(settings.audience())
                .setRequireExpirationTime()
                .setAllowedClockSkewInSeconds((int) settings.skew().toSeconds())
                .setJwsAlgorithmConstraints(new AlgorithmConstraints(
                        ConstraintType.PERMIT,
                        AlgorithmIdentifiers.RSA_USING_SHA256,
                        AlgorithmIdentifiers.RSA_USING_SHA384,
                        AlgorithmIdentifiers.RSA_USING_SHA512,
                        AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
                        AlgorithmIdentifiers.RSA_PSS_USING_SHA384,
                        AlgorithmIdentifiers.RSA_PSS_USING_SHA512,
                        AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
                        AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384,
                        AlgorithmIdentifiers.ECDSA_USING_P521_CURVE_AND_SHA512,
                        AlgorithmIdentifiers.EDDSA))
                .build();
    }

    /** Whether a text has the form of a token: three parts with dots between. */
    static boolean looksLikeOne(String text) {
        int first = text.indexOf('.');
        int second = first < 0 ? -1 : text.indexOf('.', first + 1);
        return text.startsWith("ey") && second > 0 && text.indexOf('.', second + 1) < 0;
    }

    /**
     * Whose token this is; empty if it is not right.
     *
     * @throws dev.reprise.query.http.ProblemException 503 if that cannot be told since the provider's keys cannot be had
     */
    Optional<Principal> of(String token) {
        if (token.length() > LONGEST_TOKEN) {
            return Optional.empty();
        }
        String hash = Hashes.hex(Hashes.sha256(token));
        Known before = known.get(hash);
        if (before != null && clock.instant().isBefore(before.until())) {
            return Optional.of(before.principal());
        }
        try {
            JwtClaims right = consumer.processToClaims(token);
            Principal principal = claims.principal(right);
            remember(hash, principal, right.getExpirationTime().getValueInMillis());
            return Optional.of(principal);
        } catch (InvalidJwtException e) {
            if (isOutage(e)) {
                throw providerAway();
            }
            // The codes of what is wrong with it; the exception's own text has all that the token says.
            log.debug(
                    "A token is not right: {}",
                    e.getErrorDetails().stream()
                            .map(error -> error.getErrorCode())
                            .toList());
            return Optional.empty();
        } catch (MalformedClaimException e) {
            return Optional.empty();
        }
    }

    private void remember(String hash, Principal principal, long expiresAt) {
        if (known.size() >= MOST_REMEMBERED) {
            known.clear();
        }
        Instant until = clock.instant().plus(REMEMBERED);
        Instant expires = Instant.ofEpochMilli(expiresAt);
        known.put(hash, new Known(principal, expires.isBefore(until) ? expires : until));
    }

    private static boolean isOutage(Throwable fault) {
        for (@Nullable Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }

    private static RuntimeException providerAway() {
        return Problem.of(
                        ProblemTypes.IDENTITY_UNAVAILABLE,
                        "Expected to check the token, but the keys of the identity provider cannot be fetched at the moment")
                .retryAfter(Duration.ofSeconds(2))
                .asException();
    }
}
