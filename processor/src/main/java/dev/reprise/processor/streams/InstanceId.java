package dev.reprise.processor.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** The name of a node as a member of the group, kept beside its local state: whoever has the one has the other. */
final class InstanceId {
    private static final String FILE = "instance-id";

    private InstanceId() {}

    /** The name in this folder; made up if there is none yet. */
    static String of(Path stateDir) {
        Path file = stateDir.resolve(FILE);
        try {
            if (Files.exists(file)) {
                String id = Files.readString(file, UTF_8).trim();
                if (!id.isEmpty()) {
                    return id;
                }
            }
            Files.createDirectories(stateDir);
            String id = "reprise-" + UUID.randomUUID();
            Files.writeString(file, id, UTF_8);
            return id;
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to read or write " + file + ", but could not", e);
        }
    }
}
