package dev.reprise.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reprise.node.config.Mode;
import dev.reprise.node.config.NodeConfig;
import dev.reprise.node.config.NodeOptions;
import dev.reprise.processor.engine.TaskTokenSigner;
import dev.reprise.schemas.TaskToken;
import dev.reprise.schemas.TaskTokens;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What task tokens are signed with: the secrets of the configuration or, if there are none and the node stands alone, one that is drawn
 * at the first start and kept in its data folder. Nodes of a cluster without a configured secret hand out no task tokens.
 */
final class TaskTokenSecrets {
    static final String FILE = "task-token-secret";

    private static final int BYTES = 32;

    private TaskTokenSecrets() {}

    /** Tokens made and checked with these secrets; empty if there are none. */
    static Optional<TaskTokens> tokens(NodeConfig config, DataDirectory data) {
        List<byte[]> secrets = config.secret(NodeOptions.TASK_TOKEN_SECRET)
                .map(text -> Arrays.stream(text.split(","))
                        .map(secret -> secret.trim().getBytes(UTF_8))
                        .toList())
                .orElseGet(() -> config.mode() == Mode.STANDALONE ? List.of(kept(data.folder())) : List.of());
        if (secrets.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new TaskTokens(
                    secrets.get(0), secrets.subList(1, secrets.size()).toArray(byte[][]::new)));
        } catch (IllegalArgumentException e) {
            throw new NodeStartException("Expected secrets for task tokens, but: " + e.getMessage(), e);
        }
    }

    /** The same as the engine takes it. */
    static TaskTokenSigner signer(NodeConfig config, DataDirectory data) {
        return tokens(config, data)
                .map(tokens -> (TaskTokenSigner) (jobKey, attempt, sequence, issuedAt) ->
                        tokens.sign(new TaskToken(jobKey, attempt, sequence, issuedAt)))
                .orElse(TaskTokenSigner.NONE);
    }

    private static byte[] kept(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                draw(file);
            }
            return HexFormat.of().parseHex(Files.readString(file).trim());
        } catch (IOException | IllegalArgumentException e) {
            throw new NodeStartException("Expected the secret of task tokens in " + file + ", but: " + e, e);
        }
    }

    /** For the owner's eyes only, and never there by half. */
    private static void draw(Path file) throws IOException {
        byte[] secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] ownerOnly = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        Path unfinished = Files.createTempFile(file.getParent(), FILE, ".new", ownerOnly);
        Files.writeString(unfinished, HexFormat.of().formatHex(secret) + "\n");
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
