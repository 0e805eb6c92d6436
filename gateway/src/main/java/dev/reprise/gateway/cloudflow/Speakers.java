package dev.reprise.gateway.cloudflow;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells CloudFlow's callers from others by the head of a request. */
final class Speakers {
    private static final Pattern MARKS = Pattern.compile("(^|&)(Action|SignatureMethod|SignatureNonce|TaskToken)=");

    private Speakers() {}

    /**
     * Whether the head says so: an action in the query or in a header, or what only a signed call has.
     *
     * @param query as it was sent; null for none
     * @param header gives the value of a header; null for none
     */
    static boolean certain(@Nullable String query, UnaryOperator<@Nullable String> header) {
        String authorization = header.apply("Authorization");
        return !isAws(header)
                && (header.apply(FlowCall.ACTION_HEADER) != null
                        || header.apply(FlowCall.VERSION_HEADER) != null
                        || (authorization != null && authorization.startsWith("ACS3-"))
                        || (query != null && MARKS.matcher(query).find()));
    }

    /** Whether it may be one: the npm client puts all that it says into a form. */
    static boolean possible(String method, UnaryOperator<@Nullable String> header) {
        String type = header.apply("Content-Type");
        return method.equals("POST")
                && !isAws(header)
                && type != null
                && type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded");
    }

    /** Whether a form says so. */
    static boolean certain(byte[] form) {
        return form.length <= CallReader.MOST_BYTES
                && MARKS.matcher(new String(form, StandardCharsets.ISO_8859_1)).find();
    }

    private static boolean isAws(UnaryOperator<@Nullable String> header) {
        return header.apply("X-Amz-Target") != null
                || String.valueOf(header.apply("Content-Type"))
                        .toLowerCase(Locale.ROOT)
                        .startsWith("application/x-amz-json");
    }
}
