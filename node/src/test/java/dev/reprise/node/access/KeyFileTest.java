package dev.reprise.node.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.query.access.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {
    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "key.a.roles=read",
                "key.a.sha256=SECRETSECRET\nkey.a.roles=read",
                "key.a.password=SECRETSECRET\nkey.a.roles=read",
                "user.a.password=SECRETSECRET\nuser.a.roles=read",
                "user.a.password=pbkdf2-sha256:1:AAAAAAAAAAAAAAAAAAAAAA==:SECRETSECRET\nuser.a.roles=read",
                "SECRETSECRET",
                "key.SECRETSECRET",
                "key.a b.sha256=SECRETSECRET",
                "other.a.sha256=SECRETSECRET"
            })
    void refusesWhatIsWrongWithoutShowingASecret(String text) {
        assertThatThrownBy(() -> KeyFile.read(text))
                .isInstanceOf(InvalidAccessException.class)
                .hasMessageStartingWith("Expected ")
                .hasMessageNotContaining("SECRETSECRET");
    }

    @Test
    void refusesRolesAndTimesThatAreNone() {
        String key = KeyFileEditor.keyLine("a", "k") + "\n";
        assertThatThrownBy(() -> KeyFile.read(key)).hasMessageContaining("at least one of read, work, operate");
        assertThatThrownBy(() -> KeyFile.read(key + "key.a.roles=read,admin")).hasMessageContaining("'admin'");
        assertThatThrownBy(() -> KeyFile.read(key + "key.a.roles=read\nkey.a.expires=tomorrow"))
                .hasMessageContaining("key.a.expires");
    }

    @Test
    void anEditorAddsListsAndRevokesAndLeavesTheRestAsItIs() throws IOException {
        Path file = folder.resolve("keys");
        KeyFileEditor editor = new KeyFileEditor(file);
        String key = KeyFileEditor.newKey();
        editor.add(KeyFileEditor.keyLine("one", key), List.of("roles=read,work", "tenants=acme"));
        Files.writeString(file, "# by hand\n" + Files.readString(file));
        editor.add(KeyFileEditor.userLine("ann", "password of ann"), List.of("roles=operate", "tenants=*"));

        assertThat(editor.list())
                .extracting(entry -> entry.kind() + " " + entry.principal().id())
                .containsExactly("user ann", "key one");
        assertThatThrownBy(() -> editor.add(KeyFileEditor.keyLine("one", "x"), List.of("roles=read")))
                .hasMessageContaining("already");
        Keys keys = new Keys(file, Clock.systemUTC());
        assertThat(keys.ofKey(key))
                .hasValueSatisfying(one -> assertThat(one.roles()).containsExactlyInAnyOrder(Role.READ, Role.WORK));
        assertThat(keys.ofPassword("ann", "password of ann")).isPresent();
        assertThat(keys.ofPassword("ann", "password of ann")).isPresent(); // remembered
        assertThat(keys.ofPassword("ann", "password of Ann")).isEmpty();
        assertThat(Files.readString(file)).contains("# by hand").doesNotContain(key, "password of ann");

        assertThat(editor.remove("one")).isTrue();
        assertThat(editor.remove("one")).isFalse();
        assertThat(editor.list()).hasSize(1);
        assertThat(Files.readString(file)).contains("# by hand");
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
    }

    @Test
    void everyKeyIsAnother() {
        assertThat(KeyFileEditor.newKey())
                .startsWith("rpk_")
                .hasSizeGreaterThan(40)
                .isNotEqualTo(KeyFileEditor.newKey());
    }
}
