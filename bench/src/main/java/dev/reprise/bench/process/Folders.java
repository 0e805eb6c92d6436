package dev.reprise.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What lies in a folder that another process may be writing to. */
public final class Folders {
    private Folders() {}

    /** Bytes of all files in it, at any depth, whose path meets a condition; 0 if there is no such folder. */
    public static long bytes(Path folder, Predicate<Path> which) {
        long bytes = 0;
        for (Path file : all(folder)) {
            if (which.test(file)) {
                bytes += size(file);
            }
        }
        return bytes;
    }

    /** Bytes of the stores of RocksDB in it. */
    public static long rocksDbBytes(Path folder) {
        return bytes(folder, file -> file.toString().contains("rocksdb"));
    }

    /** Bytes of records in those topics of a broker whose name meets a condition. Indexes are laid out in advance and do not count. */
    public static long logBytes(Path broker, Predicate<String> topic) {
        return bytes(broker, file -> file.toString().endsWith(".log") && topic.test(topicOf(file)));
    }

    private static String topicOf(Path log) {
        Path folder = log.getParent();
        return folder == null ? "" : String.valueOf(folder.getFileName());
    }

    /** Deletes it with all that is in it. */
    public static void delete(Path folder) {
        List<Path> deepestFirst =
                all(folder).stream().sorted(Comparator.reverseOrder()).toList();
        try {
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes the folders in the folders in it; files that lie beside them stay. */
    public static void deleteFoldersIn(Path folder) {
        for (Path path : all(folder)) {
            if (Files.isDirectory(path) && folder.relativize(path).getNameCount() == 2) {
                delete(path);
            }
        }
    }

    private static List<Path> all(Path folder) {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.toList();
        } catch (UncheckedIOException e) {
            return all(folder); // a file went away meanwhile: look again
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (NoSuchFileException e) {
            return 0; // it went away meanwhile
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
