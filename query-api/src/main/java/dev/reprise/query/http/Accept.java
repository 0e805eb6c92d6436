package dev.reprise.query.http;

import io.javalin.http.Context;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The request header {@code Accept} (RFC 9110, 12.5.1). */
public final class Accept {
    private Accept() {}

    /** Ends the request with a 406 problem if it does not take JSON. Without the header it takes everything. */
    public static void requireJson(Context ctx) {
        String header = ctx.header("Accept");
        if (quality(header, "application/json") == 0) {
            throw Problem.of(
                            ProblemTypes.NOT_ACCEPTABLE,
                            "Expected application/json to be accepted, but Accept is '%s'"
                                    .formatted(Shown.text(String.valueOf(header))))
                    .asException();
        }
    }

    /** How welcome a media type is, from 0 (not at all) to 1; the most specific range that covers it counts. */
    public static double quality(@Nullable String header, String mediaType) {
        if (header == null || header.isBlank()) {
            return 1;
        }
        int specific = -1;
        double quality = 0;
        for (String range : header.toLowerCase(Locale.ROOT).split(",")) {
            String[] parts = range.split(";");
            int matched = specificity(parts[0].trim(), mediaType);
            if (matched > specific) {
                specific = matched;
                quality = weight(parts);
            }
        }
        return quality;
    }

    private static int specificity(String range, String mediaType) {
        if (range.equals(mediaType)) {
            return 2;
        }
        if (range.equals(mediaType.substring(0, mediaType.indexOf('/')) + "/*")) {
            return 1;
        }
        return range.equals("*/*") ? 0 : -1;
    }

    private static double weight(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].trim();
            if (parameter.startsWith("q=")) {
                try {
                    return Double.parseDouble(parameter.substring(2));
                } catch (NumberFormatException e) {
                    return 1;
                }
            }
        }
        return 1;
    }
}
