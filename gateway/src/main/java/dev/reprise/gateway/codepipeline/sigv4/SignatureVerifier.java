package dev.reprise.gateway.codepipeline.sigv4;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reprise.gateway.credentials.Access;
import dev.reprise.gateway.credentials.AccessKey;
import dev.reprise.gateway.credentials.SignatureCheck;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whose key a request comes with, and whether it may be believed. The signature is worked out anew from the request as it came
 * in and from the bytes of its body; what the request says of its own hash is only compared. Safe for use by many threads.
 */
public final class SignatureVerifier {
    private static final String TERMINATOR = "aws4_request";
    private static final String UNSIGNED = "UNSIGNED-PAYLOAD";

    private final Access access;
    private final String service;
    private final String region;
    private final Duration skew;
    private final InstantSource clock;

    /**
     * A verifier for one service.
     *
     * @param region the one region that keys may be scoped to; empty for any
     * @param skew how far the caller's clock may be off, in either direction
     */
    public SignatureVerifier(Access access, String service, String region, Duration skew, InstantSource clock) {
        this.access = access;
        this.service = service;
        this.region = region;
        this.skew = skew;
        this.clock = clock;
    }

    /**
     * The caller.
     *
     * @throws AuthException if the request is not believed
     */
    public Identity verify(SignedRequest request) {
        return access.check() == SignatureCheck.OFF ? believed(request) : checked(request);
    }

    /** Whatever it says. */
    private Identity believed(SignedRequest request) {
        try {
            return request.header("Authorization")
                    .map(header -> Authorization.parse(header, true))
                    .map(it -> new Identity(it.keyId(), access.tenantOf(it.keyId()), it.region()))
                    .orElseGet(() -> new Identity(null, access.tenantOf(null), null));
        } catch (AuthException e) {
            return new Identity(null, access.tenantOf(null), null);
        }
    }

    private Identity checked(SignedRequest request) {
        String header = request.header("Authorization").orElseThrow(() -> new AuthException(AuthFault.missing()));
        Optional<String> date = request.header("X-Amz-Date").or(() -> request.header("Date"));
        Authorization authorization = Authorization.parse(header, date.isPresent());
        Instant now = clock.instant();
        AccessKey key =
                access.key(authorization.keyId()).orElseThrow(() -> new AuthException(AuthFault.unknownToken()));
        requireSession(key, request.header("X-Amz-Security-Token").orElse(null), now);
        if (access.check() == SignatureCheck.FULL) {
            SigningTime time = SigningTime.parse(date.orElseThrow());
            requireScope(authorization, time);
            time.requireWithin(skew, now);
            requireSigned(authorization, request);
            requireSignature(authorization, time, key, request);
        }
        return new Identity(key.id(), key.tenantId(), authorization.region());
    }

    private static void requireSession(AccessKey key, @Nullable String token, Instant now) {
        String expected = key.sessionToken();
        boolean right = expected == null
                ? token == null
                : token != null && MessageDigest.isEqual(expected.getBytes(UTF_8), token.getBytes(UTF_8));
        if (!right) {
            throw new AuthException(AuthFault.unknownToken());
        }
        if (key.expired(now)) {
            throw new AuthException(AuthFault.expiredToken());
        }
    }

    private void requireScope(Authorization authorization, SigningTime time) {
        if (!authorization.date().equals(time.day())) {
            throw signature(
                    "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '%s' != '%s', from '%s'."
                            .formatted(authorization.date(), time.day(), time.text()));
        }
        if (!region.isEmpty() && !authorization.region().equals(region)) {
            throw signature(
                    "Credential should be scoped to a valid region, not '%s'. ".formatted(authorization.region()));
        }
        if (!authorization.service().equals(service)) {
            throw signature("Credential should be scoped to correct service: '%s'. ".formatted(service));
        }
        if (!authorization.terminator().equals(TERMINATOR)) {
            throw signature("Credential should be scoped with a valid terminator: '%s', not '%s'. "
                    .formatted(TERMINATOR, authorization.terminator()));
        }
    }

    /** What decides about the request must be signed; else it could be changed on the way. */
    private static void requireSigned(Authorization authorization, SignedRequest request) {
        if (!authorization.signedHeaders().contains("host")) {
            throw signature("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
        }
        for (String name : new String[] {"x-amz-date", "x-amz-target", "x-amz-security-token"}) {
            if (request.header(name).isPresent()
                    && !authorization.signedHeaders().contains(name)) {
                throw signature("'%s' must be a 'SignedHeader' in the AWS Authorization.".formatted(name));
            }
        }
        if (request.header("x-amz-date").isEmpty()
                && !authorization.signedHeaders().contains("date")) {
            throw signature("'Date' must be a 'SignedHeader' in the AWS Authorization.");
        }
    }

    private static void requireSignature(
            Authorization authorization, SigningTime time, AccessKey key, SignedRequest request) {
        String canonical = CanonicalRequest.of(request, authorization.signedHeaders());
        String toSign = String.join(
                "\n",
                Authorization.ALGORITHM,
                time.text(),
                authorization.scope(),
                Hashes.sha256Hex(canonical.getBytes(UTF_8)));
        String expected = HexFormat.of().formatHex(Hashes.hmac(signingKey(key.secret(), authorization), toSign));
        boolean bodyAsSaid = request.header("x-amz-content-sha256")
                .filter(said -> !said.equals(UNSIGNED))
                .map(said -> said.equals(Hashes.sha256Hex(request.body())))
                .orElse(true);
        if (!MessageDigest.isEqual(
                        expected.getBytes(US_ASCII), authorization.signature().getBytes(US_ASCII))
                || !bodyAsSaid) {
            throw signature(AuthFault.NO_MATCH);
        }
    }

    private static byte[] signingKey(String secret, Authorization authorization) {
        byte[] day = Hashes.hmac(("AWS4" + secret).getBytes(UTF_8), authorization.date());
        byte[] inRegion = Hashes.hmac(day, authorization.region());
        return Hashes.hmac(Hashes.hmac(inRegion, authorization.service()), authorization.terminator());
    }

    private static AuthException signature(String message) {
        return new AuthException(AuthFault.signature(message));
    }
}
