package dev.reprise.node.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.node.support.JsProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Dockerfile before the linter of the editors; what is special to ours is for {@link DockerfileTest}. */
class DockerfileLintIT {
    private static final String FILE = Repository.text("docker/Dockerfile");

    @TempDir
    Path folder = Path.of("");

    @Test
    void findsNothing() throws Exception {
        assertThat(lint(FILE)).isEmpty();
    }

    @Test
    void findsWhatIsPlanted() throws Exception {
        assertThat(lint(FILE.replace("WORKDIR /src", "WORKDR /src")))
                .anyMatch(line -> line.contains("Unknown instruction"));
        assertThat(lint(FILE.replace("--interval=10s", "--intervall=10s")))
                .anyMatch(line -> line.contains("Unknown flag"));
        assertThat(lint(FILE.replace("EXPOSE 8080", "EXPOSE http")))
                .anyMatch(line -> line.contains("Invalid containerPort"));
        assertThat(lint(FILE + "CMD [\"topics\"]\n")).anyMatch(line -> line.contains("CMD"));
        assertThat(lint(FILE.replace("[\"node\"]", "['node']"))).anyMatch(line -> line.contains("single quotes"));
    }

    private List<String> lint(String dockerfile) throws IOException {
        Path file = folder.resolve("Dockerfile");
        Files.writeString(file, dockerfile, UTF_8);
        try (JsProgram linter = JsProgram.start("dockerfile.mjs", file.toString())) {
            return linter.expectSuccess();
        }
    }
}
