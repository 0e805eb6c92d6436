package dev.reprise.query.readmodel;

import static java.time.Duration.ofDays;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OldStateTest {
    private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void isToldByItsNewestFile() throws IOException {
        assertThat(OldState.isOlder(folder.resolve("none"), ofDays(3), NOW)).isFalse();
        assertThat(OldState.isOlder(folder, ofDays(3), NOW)).isFalse();

        write("0_0/a", NOW.minus(ofDays(9)));
        write("0_1/b", NOW.minus(ofDays(4)));
        assertThat(OldState.isOlder(folder, ofDays(3), NOW)).isTrue();

        write("0_1/c", NOW.minus(ofDays(2)));
        assertThat(OldState.isOlder(folder, ofDays(3), NOW)).isFalse();
    }

    private void write(String name, Instant at) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "x");
        Files.setLastModifiedTime(file, FileTime.from(at));
    }
}
