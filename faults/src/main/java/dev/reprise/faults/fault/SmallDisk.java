package dev.reprise.faults.fault;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/** A file system of its own for one node, which can be filled to the last byte. Only where this process may mount one. */
public final class SmallDisk implements AutoCloseable {
    private static final String SIZE = "size=1g";

    /** Large ones to be quick, small ones to leave nothing. */
    private static final List<Integer> BLOCKS = List.of(1 << 20, 1 << 10);

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Mounts one on this folder; empty if that is not allowed here. */
    public static Optional<SmallDisk> mount(Path folder) {
        try {
            Files.createDirectories(folder);
            return run("mount", "-t", "tmpfs", "-o", SIZE, "tmpfs", folder.toString())
                    ? Optional.of(new SmallDisk(folder))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean run(String... command) throws IOException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Takes all the room that there is, until {@link #empty}. What is deleted meanwhile makes room: to be called again. */
    void fill() {
        BLOCKS.forEach(this::fill);
    }

    private void fill(int block) {
        byte[] bytes = new byte[block];
        try (OutputStream ballast = Files.newOutputStream(
                folder.resolve("ballast"), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (true) {
                ballast.write(bytes);
            }
        } catch (IOException e) {
            // full
        }
    }

    void empty() throws IOException {
        Files.deleteIfExists(folder.resolve("ballast"));
    }

    @Override
    public void close() throws IOException {
        if (!run("umount", folder.toString())) {
            run("umount", "-l", folder.toString());
        }
    }
}
