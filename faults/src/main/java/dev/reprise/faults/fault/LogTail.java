package dev.reprise.faults.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a log gets from some moment on. */
final class LogTail {
    private final Path file;
    private final long begin;

    private LogTail(Path file, long begin) {
        this.file = file;
        this.begin = begin;
    }

    /** What the file gets from now on; it need not be there yet. */
    static LogTail of(Path file) throws IOException {
        return new LogTail(file, Files.exists(file) ? Files.size(file) : 0);
    }

    /** Whether one of these texts has come by now. */
    boolean saysAnyOf(List<String> texts) throws IOException {
        if (!Files.exists(file)) {
            return false;
        }
        try (InputStream log = Files.newInputStream(file)) {
            log.skipNBytes(begin);
            String since = new String(log.readAllBytes(), UTF_8);
            return texts.stream().anyMatch(since::contains);
        }
    }
}
