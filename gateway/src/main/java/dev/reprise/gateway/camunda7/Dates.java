package dev.reprise.gateway.camunda7;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Moments as Camunda 7 writes them, {@code 2026-11-20T23:20:24.880+0000}: its Java client reads nothing else. Ours are in UTC. */
final class Dates {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxx").withResolverStyle(ResolverStyle.LENIENT);

    private Dates() {}

    static String text(Instant at) {
        return FORMAT.format(at.atOffset(ZoneOffset.UTC));
    }

    /** Epoch milliseconds, 0 for none. */
    static @Nullable String text(long millis) {
        return millis == 0 ? null : text(Instant.ofEpochMilli(millis));
    }

    /** Any offset in that form; empty for any other form. */
    static Optional<Instant> parse(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text, FORMAT).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
