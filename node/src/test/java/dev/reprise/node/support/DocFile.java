package dev.reprise.node.support;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of {@code docs/} that is made from code. {@code -Dreprise.docs.write=true} makes the tests write it. */
public final class DocFile {
    private DocFile() {}

    /** Fails unless the file says what the code says. */
    public static void assertUpToDate(String name, String content) throws IOException {
        Path file = root().resolve("docs").resolve(name);
        if (Boolean.getBoolean("reprise.docs.write")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content, UTF_8);
        }
        assertThat(file).exists();
        assertThat(Files.readString(file, UTF_8))
                .as("docs/%s has drifted from the code; run the test with -Dreprise.docs.write=true", name)
                .isEqualTo(content);
    }

    /** The repository: the folder that has {@code .mvn} in it. */
    public static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve(".mvn"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("Expected to run below the root of the repository");
            }
        }
        return folder;
    }
}
