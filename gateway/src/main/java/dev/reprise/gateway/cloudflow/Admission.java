package dev.reprise.gateway.cloudflow;

import dev.reprise.gateway.credentials.Access;
import dev.reprise.gateway.credentials.AccessKey;
import dev.reprise.gateway.credentials.SignatureCheck;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Lets calls in: finds out who calls, and holds each caller to its rate. In the order of CloudFlow's table: what is missing,
 * then the key, the time, the signature, its nonce, the permission, the rate. Safe for use by many threads.
 */
final class Admission {
    /** How far the time of a signature may be off (Alibaba's gateway: 15 minutes). */
    static final Duration MOST_SKEW = Duration.ofMinutes(15);

    private static final String ACCESS_KEY_ID = "AccessKeyId";
    /** Operations in the permissions of a key (Alibaba RAM): {@code fnf:ReportTaskFailed}. */
    private static final String SERVICE = "fnf:";

    private static final int LONGEST_NONCE = 128;
    private static final int LONGEST_ID = 128;
    private static final List<String> SIGNED_WITH =
            List.of(ACCESS_KEY_ID, SignatureV1.SIGNATURE, "SignatureMethod", "SignatureNonce", "Timestamp");

    private final Access access;
    private final RateLimit rate;
    private final InstantSource clock;
    private final NonceCache nonces = new NonceCache(NonceCache.MOST);

    Admission(Access access, RateLimit rate, InstantSource clock) {
        this.access = access;
        this.rate = rate;
        this.clock = clock;
    }

    /** Refuses a call that lacks what its signature is checked with; to be asked before all else. */
    void requireCredentials(FlowCall call) {
        if (access.check() == SignatureCheck.FULL && Acs3.signs(call)) {
            Acs3.of(call);
            List.of(Acs3.DATE, Acs3.NONCE, Acs3.CONTENT_HASH).forEach(call::requiredHeader);
        } else if (access.check() == SignatureCheck.FULL) {
            // Headers are not signed here, so what is asked for must be among the parameters.
            List.of("Action", "Version").forEach(call::required);
            SIGNED_WITH.forEach(call::required);
        } else if (access.check() == SignatureCheck.KNOWN_KEY) {
            claimedKey(call);
        }
    }

    /** Who calls; refuses callers that are not known, have not signed, or call too often. */
    Identity admit(FlowCall call, String action) {
        Identity caller = identify(call, action);
        if (!rate.take(caller.accessKeyId())) {
            throw FlowError.RESOURCE_THROTTLED.with();
        }
        return caller;
    }

    private Identity identify(FlowCall call, String action) {
        if (access.check() == SignatureCheck.OFF) {
            return anyone(call);
        }
        String accessKeyId = claimedKey(call);
        AccessKey key = access.key(accessKeyId)
                .filter(known -> !known.expired(clock.instant()))
                .orElseThrow(() -> FlowError.INVALID_ACCESS_KEY_ID.with(accessKeyId));
        if (access.check() == SignatureCheck.FULL) {
            checkSignature(call, key);
        }
        if (!key.mayDo(SERVICE + action)) {
            throw FlowError.ACCESS_DENIED.with();
        }
        return new Identity(accessKeyId, key.tenantId());
    }

    /** Whoever says so, and nobody asks: a key that is known still says whose jobs it is for. */
    private Identity anyone(FlowCall call) {
        String claimed = call.param(ACCESS_KEY_ID)
                .filter(id -> id.length() <= LONGEST_ID)
                .orElse("");
        return new Identity(
                claimed, access.key(claimed).map(AccessKey::tenantId).orElse(null));
    }

    private static String claimedKey(FlowCall call) {
        return Acs3.signs(call) ? Acs3.of(call).accessKeyId() : call.required(ACCESS_KEY_ID);
    }

    private void checkSignature(FlowCall call, AccessKey key) {
        boolean inHeaders = Acs3.signs(call);
        Instant at = time(inHeaders ? call.requiredHeader(Acs3.DATE) : call.required("Timestamp"));
        boolean good = inHeaders ? Acs3.of(call).isOf(call, key.secret()) : isV1(call, key.secret());
        if (!good || !isSession(call, key)) {
            throw FlowError.SIGNATURE_NOT_MATCH.with();
        }
        String nonce = inHeaders ? call.requiredHeader(Acs3.NONCE) : call.required("SignatureNonce");
        if (nonce.length() > LONGEST_NONCE) {
            throw FlowError.INVALID_ARGUMENT.with("Expected a nonce of at most 128 characters, but it has more.");
        }
        if (!nonces.firstUse(key.id(), nonce, at.plus(MOST_SKEW), clock.instant())) {
            throw FlowError.SIGNATURE_NONCE_USED.with();
        }
    }

    /** A temporary key comes with the token of its session (Alibaba STS). */
    private static boolean isSession(FlowCall call, AccessKey key) {
        String expected = key.sessionToken();
        String given =
                call.param("SecurityToken").orElseGet(() -> call.headers().getOrDefault("x-acs-security-token", ""));
        return expected == null || Signing.same(expected, given);
    }

    private static boolean isV1(FlowCall call, String secret) {
        return call.required("SignatureMethod").equals("HMAC-SHA1")
                && call.param("SignatureVersion").orElse("1.0").equals("1.0")
                && call.param("SignatureType").isEmpty()
                && Signing.same(
                        SignatureV1.sign(secret, SignatureV1.stringToSign(call.method(), call.params())),
                        call.required(SignatureV1.SIGNATURE));
    }

    private Instant time(String text) {
        Instant at;
        try {
            at = Instant.parse(text);
        } catch (DateTimeException e) {
            throw FlowError.INVALID_ARGUMENT.with("Expected a time like 2026-11-21T12:00:00Z, but got '" + text + "'.");
        }
        Instant now = clock.instant();
        if (Duration.between(at, now).abs().compareTo(MOST_SKEW) > 0) {
            throw FlowError.REQUEST_TIME_TOO_SKEWED.with(text, now.truncatedTo(ChronoUnit.SECONDS));
        }
        return at;
    }
}
