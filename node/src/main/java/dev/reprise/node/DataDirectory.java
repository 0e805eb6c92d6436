package dev.reprise.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder with a node's data, held by one process at a time. The lock is the operating system's: it ends with the process, however
 * that ends.
 */
final class DataDirectory implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DataDirectory.class);
    private static final int LONGEST_HOLDER = 32;
    private static final String STREAMS = "streams";

    /** There while no process uses the folder, and only if the last one has closed everything else before. */
    private static final String STOPPED = "stopped";

    private final Path folder;
    private final FileChannel file;

    private DataDirectory(Path folder, FileChannel file) {
        this.folder = folder;
        this.file = file;
    }

    /**
     * Takes the folder for this process; makes it if it is not there.
     *
     * @throws NodeStartException if another process has it, or it cannot be written to
     */
    static DataDirectory lock(Path folder) {
        FileChannel file = null;
        try {
            Files.createDirectories(folder);
            file = FileChannel.open(
                    folder.resolve("lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            FileLock lock = tryLock(file);
            if (lock == null) {
                String holder = holder(file);
                file.close();
                throw new NodeStartException("Expected the data folder " + folder + " for this process alone, but "
                        + holder + " is using it");
            }
            Path stopped = folder.resolve(STOPPED);
            if (!Files.deleteIfExists(stopped)) {
                LocalState.discard(folder.resolve(STREAMS));
            }
            file.truncate(0);
            file.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(UTF_8)), 0);
            return new DataDirectory(folder, file);
        } catch (IOException | UncheckedIOException e) {
            closeQuietly(file);
            throw new NodeStartException("Expected to use the data folder " + folder + ", but: " + e, e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static String holder(FileChannel file) throws IOException {
        ByteBuffer pid = ByteBuffer.allocate(LONGEST_HOLDER);
        file.read(pid, 0);
        String text = new String(pid.array(), 0, pid.position(), UTF_8).strip();
        return text.isEmpty() ? "another process" : "process " + text;
    }

    /** The embedded broker's log: the truth. */
    Path kafka() {
        return folder.resolve("kafka");
    }

    /** State stores: may be deleted while no process runs, and are then rebuilt. */
    Path streams() {
        return folder.resolve(STREAMS);
    }

    Path folder() {
        return folder;
    }

    /** Gives it back, with a mark that its user has stopped in an orderly way. */
    @Override
    public void close() {
        try {
            if (file.isOpen()) {
                Files.createFile(folder.resolve(STOPPED));
            }
        } catch (IOException e) {
            LOG.warn("Failed to mark {} as stopped: state stores are rebuilt at the next start", folder, e);
        }
        closeQuietly(file);
    }

    private static void closeQuietly(@Nullable FileChannel file) {
        if (file == null) {
            return;
        }
        try {
            file.close();
        } catch (IOException e) {
            // The lock ends with the process at the latest.
        }
    }
}
