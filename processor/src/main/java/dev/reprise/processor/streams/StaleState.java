package dev.reprise.processor.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Local state that is too old to go on from. Kafka Streams restores what has been written since, but of rows that were deleted long
 * ago the changelog does not even have the deletion any more, and they would live on: jobs that are none. So a node notes when it
 * stopped. (After a crash there is no note, and no need of one: under exactly-once, Kafka Streams throws such state away.)
 */
final class StaleState {
    private static final String FILE = "stopped-at";
    /** Well below the time for which deletions are kept. */
    private static final Duration LONGEST = ChangelogSettings.DELETIONS_KEPT.minusHours(4);

    private final Path file;

    StaleState(Path stateDir) {
        file = stateDir.resolve(FILE);
    }

    /** The node has stopped in good order. */
    void stopped(long now) {
        try {
            Files.writeString(file, Long.toString(now), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to write " + file + ", but could not", e);
        }
    }

    /** Whether the state is too old. The note is gone afterwards. */
    boolean isStale(long now) {
        try {
            if (!Files.exists(file)) {
                return false;
            }
            String text = Files.readString(file, UTF_8).trim();
            Files.delete(file);
            return !text.matches("\\d{1,18}") || now - Long.parseLong(text) > LONGEST.toMillis();
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to read " + file + ", but could not", e);
        }
    }
}
