package dev.reprise.gateway.codepipeline.sigv4;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** The one text that both sides make of a request before it is signed. */
final class CanonicalRequest {
    private CanonicalRequest() {}

    static String of(SignedRequest request, List<String> signedHeaders) {
        StringBuilder text = new StringBuilder()
                .append(request.method())
                .append('\n')
                .append(path(request.path()))
                .append('\n')
                .append(query(request.query()))
                .append('\n');
        for (String name : signedHeaders) {
            text.append(name)
                    .append(':')
                    .append(value(request.headers().apply(name)))
                    .append('\n');
        }
        return text.append('\n')
                .append(String.join(";", signedHeaders))
                .append('\n')
                .append(Hashes.sha256Hex(request.body()))
                .toString();
    }

    /** Encoded once more over the encoding that it came with, as all services but S3 do. */
    private static String path(String path) {
        return path.isEmpty() ? "/" : encoded(path, true);
    }

    private static String query(String query) {
        if (query.isEmpty()) {
            return "";
        }
        List<String> pairs = new ArrayList<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            pairs.add(encoded(decoded(name), false) + "=" + encoded(decoded(value), false));
        }
        Collections.sort(pairs);
        return String.join("&", pairs);
    }

    private static String value(List<String> values) {
        return values.stream().map(value -> value.strip().replaceAll(" +", " ")).collect(Collectors.joining(","));
    }

    /** A broken escape stays as it is. */
    private static String decoded(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] from = text.getBytes(UTF_8);
        byte[] to = new byte[from.length];
        int length = 0;
        for (int i = 0; i < from.length; i++) {
            int high = i + 2 < from.length ? Character.digit(from[i + 1], 16) : -1;
            int low = i + 2 < from.length ? Character.digit(from[i + 2], 16) : -1;
            if (from[i] == '%' && high >= 0 && low >= 0) {
                to[length++] = (byte) (high << 4 | low);
                i += 2;
            } else {
                to[length++] = from[i];
            }
        }
        return new String(to, 0, length, UTF_8);
    }

    private static String encoded(String text, boolean keepSlashes) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(UTF_8)) {
            char c = (char) (b & 0xff);
            boolean unreserved = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || "-._~".indexOf(c) >= 0
                    || (keepSlashes && c == '/');
            if (unreserved) {
                encoded.append(c);
            } else {
                encoded.append('%')
                        .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
                        .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
            }
        }
        return encoded.toString();
    }
}
