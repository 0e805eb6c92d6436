package dev.reprise.query.readmodel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * Tells local state that has lain there for too long. A deletion stays in a changelog for a time and is then compacted away: state that
 * is brought up to date after that keeps rows which are gone, and would show the histories of jobs that were purged.
 */
final class OldState {
    private OldState() {}

    /** Whether there is state, and nothing in it was written within this age. */
    static boolean isOlder(Path folder, Duration age, Instant now) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(OldState::written)
                    .max(Instant::compareTo)
                    .map(newest -> newest.isBefore(now.minus(age)))
                    .orElse(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Instant written(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
