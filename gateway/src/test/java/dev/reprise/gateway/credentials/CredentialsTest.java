package dev.reprise.gateway.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void readsKeysWithAllThatMayBeSaidOfThem() {
        Credentials credentials = Credentials.ofText("""
                # comment
                key.AK1.secret = s1
                key.AK2.secret = s2
                key.AK2.tenant = acme
                key.AK2.session-token = tok
                key.AK2.expires = 2026-12-31T23:59:59Z
                key.AK2.actions = codepipeline:Put*, fnf:ReportTaskFailed
                """);

        assertThat(credentials.key("AK1")).hasValueSatisfying(key -> {
            assertThat(key.tenantId()).isEqualTo("<default>");
            assertThat(key.mayDo("anything:AtAll")).isTrue();
            assertThat(key.expired(Instant.MAX)).isFalse();
        });
        assertThat(credentials.key("AK2")).hasValueSatisfying(key -> {
            assertThat(key.secret()).isEqualTo("s2");
            assertThat(key.tenantId()).isEqualTo("acme");
            assertThat(key.sessionToken()).isEqualTo("tok");
            assertThat(key.expired(Instant.parse("2026-12-31T23:59:59Z"))).isTrue();
            assertThat(key.expired(Instant.parse("2026-12-31T23:59:58Z"))).isFalse();
            assertThat(key.mayDo("codepipeline:PutJobFailureResult")).isTrue();
            assertThat(key.mayDo("codepipeline:PollForJobs")).isFalse();
            assertThat(key.mayDo("fnf:ReportTaskFailed")).isTrue();
        });
        assertThat(credentials.key("AK3")).isEmpty();
    }

    @Test
    void readsClientsOfThirdParties() {
        Credentials credentials = Credentials.ofText("""
                client.b.token = tb
                client.b.tenant = acme
                client.a.token = ta
                client.a.tenant = acme
                """);

        assertThat(credentials.clientOf("acme")).map(PartnerClient::id).contains("a");
        assertThat(credentials.client("b")).map(PartnerClient::token).contains("tb");
        assertThat(credentials.clientOf("<default>")).isEmpty();
    }

    @Test
    void showsNoSecret() {
        Credentials credentials = Credentials.ofText("key.AK1.secret = verySecret\nclient.c.token = verySecret");

        assertThat(String.valueOf(credentials.key("AK1"))).contains("AK1").doesNotContain("verySecret");
        assertThat(String.valueOf(credentials.client("c"))).contains("c").doesNotContain("verySecret");
    }

    @Test
    void saysWhichLineIsWrongButNotWhatIsInIt() {
        for (String text : new String[] {
            "key.AK1.secret =",
            "key.AK1.tenant = s3cret",
            "key.AK1.secert = s3cret",
            "AK1 = s3cret",
            "key..secret = s3cret",
            "client.c.secret = s3cret",
            "key.AK1.secret = s3cret\nkey.AK1.expires = tomorrow s3cret",
            "key.AK1.secret = s3cret\\u00zz"
        }) {
            assertThatThrownBy(() -> Credentials.ofText(text))
                    .as(text)
                    .isInstanceOf(InvalidCredentialsException.class)
                    .hasMessageStartingWith("Expected the credential")
                    .hasMessageNotContaining("s3cret");
        }
    }

    @Test
    void readsTheFileAgainWhenItHasChanged(@TempDir Path folder) throws IOException {
        Path file = write(folder, "key.AK1.secret = old", 1);
        Credentials credentials = Credentials.ofFile(file, nanos::get);

        write(folder, "key.AK1.secret = new", 2);
        assertThat(credentials.key("AK1")).map(AccessKey::secret).contains("old");
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));

        assertThat(credentials.key("AK1")).map(AccessKey::secret).contains("new");
    }

    @Test
    void keepsTheKeysOfBeforeWhileTheFileIsBadOrGone(@TempDir Path folder) throws IOException {
        Path file = write(folder, "key.AK1.secret = old", 1);
        Credentials credentials = Credentials.ofFile(file, nanos::get);

        write(folder, "key.AK1.secret =", 2);
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(2));
        assertThat(credentials.key("AK1")).map(AccessKey::secret).contains("old");
        Files.delete(file);
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(2));
        assertThat(credentials.key("AK1")).map(AccessKey::secret).contains("old");
        write(folder, "key.AK1.secret = new", 3);
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(2));
        assertThat(credentials.key("AK1")).map(AccessKey::secret).contains("new");
    }

    @Test
    void refusesAFileThatIsNotThere(@TempDir Path folder) {
        assertThatThrownBy(() -> Credentials.ofFile(folder.resolve("none")))
                .isInstanceOf(InvalidCredentialsException.class)
                .hasMessageContaining("none");
    }

    @Test
    void takesACallerForTheTenantOfItsKeyOrElseForTheDefaultOne() {
        Access access =
                new Access(Credentials.ofText("key.AK1.secret=s\nkey.AK1.tenant=acme"), SignatureCheck.ofText("off"));

        assertThat(access.tenantOf("AK1")).isEqualTo("acme");
        assertThat(access.tenantOf("AK2")).isEqualTo("<default>");
        assertThat(access.tenantOf(null)).isEqualTo("<default>");
        assertThat(SignatureCheck.ofText("known-key")).isEqualTo(SignatureCheck.KNOWN_KEY);
    }

    private static Path write(Path folder, String text, long second) throws IOException {
        Path file = folder.resolve("credentials");
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(second, TimeUnit.SECONDS));
        return file;
    }
}
