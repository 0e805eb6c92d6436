package dev.reprise.gateway.cloudflow;

import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Signature version 1.0 of Alibaba's RPC style: HMAC-SHA1 over all parameters, wherever they stand. Neither headers nor the
 * path are signed: the path in it is always {@code /}, so that an endpoint with a prefix works.
 */
final class SignatureV1 {
    static final String SIGNATURE = "Signature";

    private SignatureV1() {}

    static String stringToSign(String method, Map<String, String> params) {
        String canonical = new TreeMap<>(params)
                .entrySet().stream()
                        .filter(param -> !param.getKey().equals(SIGNATURE))
                        .map(param -> Escapes.encode(param.getKey()) + '=' + Escapes.encode(param.getValue()))
                        .collect(Collectors.joining("&"));
        return method + "&%2F&" + Escapes.encode(canonical);
    }

    /** Base64 of the HMAC; the key is the secret with {@code &} after it. */
    static String sign(String secret, String stringToSign) {
        return Base64.getEncoder().encodeToString(Signing.hmac("HmacSHA1", secret + '&', stringToSign));
    }
}
