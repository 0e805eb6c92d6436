package dev.reprise.node.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Saying who calls, and keeping the file of those who may. */
class IdentityTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void clientVerbsSayWhoCalls() throws IOException {
        Path key = folder.resolve("key");
        Files.writeString(key, "the-key\n");
        Path user = folder.resolve("user");
        Files.writeString(user, "ann:pass:word\n");
        try (RecordedApi api = new RecordedApi()) {
            run("job", "get", "5", "--url", api.url(), "--api-key", "@" + key);
            assertThat(api.authorization()).isEqualTo("Bearer the-key");
            run("job", "list", "--url", api.url(), "--user", "@" + user);
            assertThat(api.authorization())
                    .isEqualTo("Basic " + Base64.getEncoder().encodeToString("ann:pass:word".getBytes(UTF_8)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--api-key", "--user"})
    void secretsDoNotStandOnACommandLine(String option) throws IOException {
        try (RecordedApi api = new RecordedApi()) {
            CommandRun run = new CommandRun();

            assertThat(run.execute("job", "get", "5", "--url", api.url(), option, "ann:secret"))
                    .isEqualTo(2);

            assertThat(run.err()).contains(option + " @FILE").doesNotContain("secret");
            assertThat(api.authorization()).isNull();
        }
    }

    @Test
    void keysAreAddedListedAndRevoked() throws IOException {
        String file = folder.resolve("keys").toString();
        String key = run("keys", "add", "billing", "--file", file, "--roles", "work", "--tenants", "acme")
                .out()
                .strip();
        assertThat(key).startsWith("rpk_");
        assertThat(Files.readString(Path.of(file)))
                .contains("key.billing.roles=work")
                .doesNotContain(key);
        assertThat(run("keys", "list", "--file", file).out()).contains("billing", "work", "acme");
        CommandRun twice = new CommandRun();
        assertThat(twice.execute("keys", "add", "billing", "--file", file, "--roles", "work"))
                .isNotZero();
        assertThat(twice.err()).contains("already");
        run("keys", "revoke", "billing", "--file", file);
        assertThat(run("keys", "list", "--file", file).out()).isBlank();
        CommandRun gone = new CommandRun();
        assertThat(gone.execute("keys", "revoke", "billing", "--file", file)).isEqualTo(ExitCode.NOT_FOUND);
    }

    @Test
    void aRoleThatIsNoneIsRefused() {
        CommandRun run = new CommandRun();
        assertThat(run.execute(
                        "keys", "add", "x", "--file", folder.resolve("keys").toString(), "--roles", "admin"))
                .isNotZero();
        assertThat(run.err()).contains("admin");
        assertThat(folder.resolve("keys")).doesNotExist();
    }

    private static CommandRun run(String... words) {
        CommandRun run = new CommandRun();
        assertThat(run.execute(words)).as(run.err()).isZero();
        return run;
    }
}
