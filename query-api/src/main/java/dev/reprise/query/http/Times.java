package dev.reprise.query.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Moments as text: RFC 3339 in UTC, always with three digits of milliseconds, so that texts sort as the moments do. */
public final class Times {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Times() {}

    /** For example {@code 2026-11-21T08:30:00.000Z}. */
    public static String text(Instant at) {
        return FORMAT.format(at);
    }

    /** The moment of an RFC 3339 text with any offset. */
    public static Instant parse(String text) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);
    }

    /** A moment of stored state, epoch milliseconds with 0 for none. */
    public static @Nullable Instant ofMillis(long millis) {
        return millis == 0 ? null : Instant.ofEpochMilli(millis);
    }
}
