package dev.reprise.gateway.codepipeline.sigv4;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The header {@code Authorization}, taken apart. Nothing may be spelled in two ways, so that no byte of it can be changed unnoticed.
 *
 * @param keyId id of the access key
 * @param date day of the scope, yyyyMMdd
 * @param signedHeaders names in lower case, in order, each once
 * @param signature 64 hexadecimal digits in lower case
 */
record Authorization(
        String keyId,
        String date,
        String region,
        String service,
        String terminator,
        List<String> signedHeaders,
        String signature) {
    static final String ALGORITHM = "AWS4-HMAC-SHA256";

    private static final Pattern SCOPE_PART = Pattern.compile("[!-~&&[^/,=]]{1,128}");
    private static final Pattern HEADER_NAME = Pattern.compile("[!-~&&[^;,=A-Z]]{1,128}");
    private static final Pattern SIGNATURE = Pattern.compile("[0-9a-f]{64}");
    private static final int MOST_HEADERS = 100;

    /** Reads it, or ends the check with what AWS services say of it. */
    static Authorization parse(String header, boolean dated) {
        String rest = header.startsWith(ALGORITHM + " ") ? header.substring(ALGORITHM.length() + 1) : null;
        if (rest == null) {
            throw fault("Unsupported AWS 'algorithm': '%s'. ".formatted(shown(header.split(" ", 2)[0])));
        }
        Map<String, String> parts = parts(rest);
        StringBuilder missing = new StringBuilder();
        for (String name : List.of("Credential", "Signature", "SignedHeaders")) {
            if (!parts.containsKey(name)) {
                missing.append("Authorization header requires '").append(name).append("' parameter. ");
            }
        }
        if (!dated) {
            missing.append("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ");
        }
        if (!missing.isEmpty()) {
            throw fault(missing + "Authorization=" + ALGORITHM);
        }
        return of(
                parts.getOrDefault("Credential", ""),
                parts.getOrDefault("SignedHeaders", ""),
                parts.getOrDefault("Signature", ""));
    }

    private static Map<String, String> parts(String rest) {
        Map<String, String> parts = new HashMap<>();
        for (String part : rest.split(",", -1)) {
            String text = part.replaceFirst("^ +", "");
            int equals = text.indexOf('=');
            if (equals < 0) {
                throw fault("'%s' not a valid key=value pair (missing equal-sign) in Authorization header."
                        .formatted(shown(text)));
            }
            if (parts.put(text.substring(0, equals), text.substring(equals + 1)) != null) {
                throw fault("Authorization header has the parameter '%s' twice."
                        .formatted(shown(text.substring(0, equals))));
            }
        }
        return parts;
    }

    private static Authorization of(String credential, String headers, String signature) {
        String[] scope = credential.split("/", -1);
        if (scope.length != 5) {
            throw fault("Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term,"
                    + " got '%s'".formatted(shown(credential)));
        }
        for (String part : scope) {
            require(SCOPE_PART, part, "Credential");
        }
        List<String> names = new ArrayList<>();
        for (String name : headers.split(";", -1)) {
            require(HEADER_NAME, name, "SignedHeaders");
            if (names.size() >= MOST_HEADERS
                    || (!names.isEmpty() && names.get(names.size() - 1).compareTo(name) >= 0)) {
                throw fault("SignedHeaders must be sorted and name each header once.");
            }
            names.add(name);
        }
        require(SIGNATURE, signature, "Signature");
        return new Authorization(scope[0], scope[1], scope[2], scope[3], scope[4], names, signature);
    }

    private static void require(Pattern pattern, String value, String parameter) {
        if (!pattern.matcher(value).matches()) {
            throw fault("Authorization header has a malformed '%s' parameter.".formatted(parameter));
        }
    }

    /** What is signed beside the request: date, region, service. */
    String scope() {
        return String.join("/", date, region, service, terminator);
    }

    private static AuthException fault(String message) {
        return new AuthException(AuthFault.incomplete(message));
    }

    private static String shown(String text) {
        String visible = text.replaceAll("[^ -~]", "?");
        return visible.length() <= 100 ? visible : visible.substring(0, 100) + "...";
    }
}
