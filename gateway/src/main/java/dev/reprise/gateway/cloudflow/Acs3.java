package dev.reprise.gateway.cloudflow;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What an {@code Authorization} header of the kind ACS3-HMAC-SHA256 says, and the signature that it should have.
 *
 * @param accessKeyId the key that it claims to be signed with
 * @param signedHeaders names of the signed headers in lower case, in the order of signing
 * @param signature the signature given, in hex
 */
record Acs3(String accessKeyId, List<String> signedHeaders, String signature) {
    static final String AUTHORIZATION = "authorization";
    static final String DATE = "x-acs-date";
    static final String NONCE = "x-acs-signature-nonce";
    static final String CONTENT_HASH = "x-acs-content-sha256";

    private static final String FAMILY = "ACS3-";
    private static final String ALGORITHM = "ACS3-HMAC-SHA256";
    private static final String SIGNED_HERE = "x-acs-";

    /** Whether a call is signed in its headers rather than in its parameters. */
    static boolean signs(FlowCall call) {
        String authorization = call.header(AUTHORIZATION);
        boolean claimed = authorization != null && authorization.startsWith(FAMILY);
        return claimed
                || (call.param(SignatureV1.SIGNATURE).isEmpty()
                        && (call.header(DATE) != null
                                || call.header(CONTENT_HASH) != null
                                || call.header(NONCE) != null));
    }

    /** Reads the header; its parts come in any order, which differs between the SDKs. */
    static Acs3 of(FlowCall call) {
        String text = call.requiredHeader(AUTHORIZATION);
        int space = text.indexOf(' ');
        if (space < 0) {
            throw FlowError.MISSING_REQUIRED_HEADER.with("Authorization");
        }
        if (!text.substring(0, space).equals(ALGORITHM)) {
            throw FlowError.SIGNATURE_NOT_MATCH.with();
        }
        Map<String, String> parts = new HashMap<>();
        for (String part : text.substring(space + 1).split(",", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parts.put(
                        part.substring(0, equals).trim(),
                        part.substring(equals + 1).trim());
            }
        }
        return new Acs3(
                part(parts, "Credential"),
                List.of(part(parts, "SignedHeaders").toLowerCase(Locale.ROOT).split(";")),
                part(parts, "Signature"));
    }

    private static String part(Map<String, String> parts, String name) {
        String value = parts.getOrDefault(name, "");
        if (value.isEmpty()) {
            throw FlowError.MISSING_REQUIRED_HEADER.with("Authorization");
        }
        return value;
    }

    /**
     * Whether the call is what was signed: the body has the hash that is signed, every {@code x-acs-} header is signed, and
     * the signature is that of the secret. The path is signed as {@code /} or as it was sent: clients with a prefix differ.
     */
    boolean isOf(FlowCall call, String secret) {
        String hash = call.requiredHeader(CONTENT_HASH);
        boolean allSigned = call.headers().keySet().stream()
                .filter(name -> name.startsWith(SIGNED_HERE))
                .allMatch(signedHeaders::contains);
        return allSigned
                && Signing.same(Signing.sha256Hex(call.body()), hash)
                && (isOf(call, secret, "/") || isOf(call, secret, call.path()));
    }

    private boolean isOf(FlowCall call, String secret, String path) {
        return Signing.same(sign(secret, canonical(call, path, signedHeaders)), signature);
    }

    static String canonical(FlowCall call, String path, List<String> signedHeaders) {
        String query = new TreeMap<>(call.query())
                .entrySet().stream()
                        .map(param -> Escapes.encode(param.getKey()) + '=' + Escapes.encode(param.getValue()))
                        .collect(Collectors.joining("&"));
        String headers = signedHeaders.stream()
                .map(name -> name + ':' + call.headers().getOrDefault(name, "").trim() + '\n')
                .collect(Collectors.joining());
        return String.join(
                "\n",
                call.method(),
                path,
                query,
                headers,
                String.join(";", signedHeaders),
                call.headers().getOrDefault(CONTENT_HASH, ""));
    }

    /** Hex of the HMAC of the hash of what is signed; the key is the secret itself. */
    static String sign(String secret, String canonical) {
        String toSign =
                ALGORITHM + '\n' + Signing.sha256Hex(canonical.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(Signing.hmac("HmacSHA256", secret, toSign));
    }
}
