package dev.reprise.faults.plant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** How wrong the clock of a process is: milliseconds in a file, which may change at any time. */
public final class ClockFile {
    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final AtomicBoolean WATCHED = new AtomicBoolean();

    private ClockFile() {}

    /** Sets the clock of whoever watches this file. */
    public static void set(Path file, long offsetMillis) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.writeString(next, Long.toString(offsetMillis));
        Files.move(
                next,
                file,
                java.nio.file.StandardCopyOption.ATOMIC_MOVE,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    /** Follows the file, once in a process. */
    static void watch(Path file) {
        if (!WATCHED.compareAndSet(false, true)) {
            return;
        }
        Thread watcher = new Thread(() -> follow(file), "test-clock");
        watcher.setDaemon(true);
        watcher.start();
    }

    private static void follow(Path file) {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                if (Files.exists(file)) {
                    System.setProperty(
                            TestSwitches.CLOCK_OFFSET, Files.readString(file).trim());
                }
            } catch (IOException e) {
                // looked at again in a moment
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }
}
