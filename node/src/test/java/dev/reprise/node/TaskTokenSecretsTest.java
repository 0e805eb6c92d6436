package dev.reprise.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.node.config.ConfigSources;
import dev.reprise.node.config.Mode;
import dev.reprise.node.config.NodeConfig;
import dev.reprise.node.config.NodeOptions;
import dev.reprise.processor.engine.TaskTokenSigner;
import dev.reprise.schemas.TaskToken;
import dev.reprise.schemas.TaskTokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
class TaskTokenSecretsTest {
    private static final TaskToken TASK = new TaskToken(4711, 1, 2, 1_794_556_800_000L);
    private static final String OLD = "an older secret of ours";
    private static final String NEW = "a newer secret of ours";

    @TempDir
    private Path folder;

    private DataDirectory data;

    @BeforeEach
    void lock() {
        data = DataDirectory.lock(folder);
    }

    @AfterEach
    void close() {
        data.close();
    }

    private Optional<TaskTokens> tokens(Mode mode, String secret) {
        return TaskTokenSecrets.tokens(config(mode, secret), data);
    }

    private static NodeConfig config(Mode mode, String secret) {
        Map<String, String> flags =
                mode == Mode.CLUSTER ? Map.of(NodeOptions.BOOTSTRAP_SERVERS, "localhost:1") : Map.of();
        Map<String, String> environment = Map.of("REPRISE_TASK_TOKEN_SECRET", secret);
        return NodeConfig.read(mode, new ConfigSources(flags, Map.of(), environment, null));
    }

    @Test
    void standaloneKeepsASecretOfItsOwnForItsOwnersEyes() throws IOException {
        String token = tokens(Mode.STANDALONE, "").orElseThrow().sign(TASK);

        assertThat(tokens(Mode.STANDALONE, "").orElseThrow().verify(token))
                .as("after a restart")
                .isEqualTo(TASK);
        Path file = folder.resolve(TaskTokenSecrets.FILE);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        Files.delete(file);
        TaskTokens another = tokens(Mode.STANDALONE, "").orElseThrow();
        assertThatIllegalArgumentException().isThrownBy(() -> another.verify(token));
    }

    @Test
    void aSecretFileThatIsSpoiltStopsTheStart() throws IOException {
        Files.writeString(folder.resolve(TaskTokenSecrets.FILE), "no hex");
        assertThatThrownBy(() -> tokens(Mode.STANDALONE, ""))
                .isInstanceOf(NodeStartException.class)
                .hasMessageStartingWith("Expected the secret of task tokens in ");
    }

    @Test
    void aClusterWithoutASecretHandsOutNone() {
        assertThat(tokens(Mode.CLUSTER, "")).isEmpty();
        assertThat(TaskTokenSecrets.signer(config(Mode.CLUSTER, ""), data)).isSameAs(TaskTokenSigner.NONE);
    }

    @Test
    void allNodesOfAClusterMakeTheSameTokens() {
        String token = TaskTokenSecrets.signer(config(Mode.CLUSTER, NEW), data)
                .sign(TASK.jobKey(), TASK.attempt(), TASK.sequence(), TASK.issuedAt());
        assertThat(token).isEqualTo(tokens(Mode.CLUSTER, NEW).orElseThrow().sign(TASK));
    }

    @Test
    void anEarlierSecretStillCounts() {
        String old = tokens(Mode.CLUSTER, OLD).orElseThrow().sign(TASK);
        assertThat(tokens(Mode.CLUSTER, NEW + ", " + OLD).orElseThrow().verify(old))
                .isEqualTo(TASK);
    }

    @Test
    void aShortSecretStopsTheStart() {
        assertThatThrownBy(() -> tokens(Mode.CLUSTER, "short"))
                .isInstanceOf(NodeStartException.class)
                .hasMessageContaining("16 bytes or more");
    }
}
