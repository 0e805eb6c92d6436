package dev.reprise.gateway.codepipeline.sigv4;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;

/** When a request says that it was signed. */
record SigningTime(String text, Instant at) {
    private static final DateTimeFormatter BASIC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    static SigningTime parse(String text) {
        try {
            return new SigningTime(text, LocalDateTime.parse(text, BASIC).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            throw new AuthException(AuthFault.incomplete(
                    "Date must be in ISO-8601 'basic format'. Got '%s'. See http://en.wikipedia.org/wiki/ISO_8601"
                            .formatted(text.length() > 50 ? text.substring(0, 50) + "..." : text)));
        }
    }

    String day() {
        return text.substring(0, 8);
    }

    /** Ends the check if it is further from now than this, in either direction. */
    void requireWithin(Duration skew, Instant now) {
        String minutes = skew.toMinutes() + " min.";
        if (at.isBefore(now.minus(skew))) {
            throw new AuthException(AuthFault.signature("Signature expired: %s is now earlier than %s (%s - %s)"
                    .formatted(text, basic(now.minus(skew)), basic(now), minutes)));
        }
        if (at.isAfter(now.plus(skew))) {
            throw new AuthException(AuthFault.signature("Signature not yet current: %s is still later than %s (%s + %s)"
                    .formatted(text, basic(now.plus(skew)), basic(now), minutes)));
        }
    }

    private static String basic(Instant instant) {
        return BASIC.format(instant.atOffset(ZoneOffset.UTC));
    }
}
