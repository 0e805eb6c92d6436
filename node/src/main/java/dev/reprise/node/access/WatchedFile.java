package dev.reprise.node.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a file says, read again within two seconds after it has changed. A file that turns bad, or goes away, leaves in force what it
 * said before, and is logged once. Safe for use by many threads; a look costs nothing between two readings of the file's time.
 *
 * @param <T> what is made of its text
 */
final class WatchedFile<T> {
    private static final Logger log = LoggerFactory.getLogger(WatchedFile.class);
    private static final long LOOK_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Path path;
    private final Function<String, T> parser;
    private final LongSupplier nanoTime;
    private volatile T content;
    private volatile long lookedAt;
    private @Nullable FileTime readAs;

    /**
     * Reads it for the first time.
     *
     * @param parser makes something of the text; throws {@link InvalidAccessException} if it cannot, whose message shows no secret
     * @throws InvalidAccessException if the file is not there, or cannot be used
     */
    WatchedFile(Path path, Function<String, T> parser, LongSupplier nanoTime) {
        this.path = path;
        this.parser = parser;
        this.nanoTime = nanoTime;
        try {
            readAs = Files.getLastModifiedTime(path);
            content = parser.apply(Files.readString(path));
        } catch (IOException e) {
            throw new InvalidAccessException("Expected to read " + path + ", but: " + reason(e));
        }
        lookedAt = nanoTime.getAsLong();
    }

    T current() {
        long now = nanoTime.getAsLong();
        if (now - lookedAt >= LOOK_EVERY_NANOS) {
            lookAgain(now);
        }
        return content;
    }

    private synchronized void lookAgain(long now) {
        if (now - lookedAt < LOOK_EVERY_NANOS) {
            return; // another thread did meanwhile
        }
        lookedAt = now;
        try {
            FileTime changed = Files.getLastModifiedTime(path);
            if (!changed.equals(readAs)) {
                readAs = changed; // whatever it is, it is looked at once
                content = parser.apply(Files.readString(path));
                log.info("Read {} anew", path);
            }
        } catch (IOException e) {
            log.warn("Keeping what {} said before: {}", path, reason(e));
        } catch (InvalidAccessException e) {
            log.warn("Keeping what {} said before: {}", path, e.getMessage());
        }
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName() + " " + e.getMessage();
    }
}
