package dev.reprise.node.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jose4j.jwk.RsaJsonWebKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Knowing a caller again costs next to nothing: what it costs is printed; the bound is for machines that are very busy. */
class CostTest {
    private static final int WARM_UP = 20_000;
    private static final int MEASURED = 20_000;
    private static final Duration BOUND = Duration.ofMillis(1);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void knowingACallerAgainTakesMicroseconds() throws IOException {
        Path file = folder.resolve("keys");
        KeyFileEditor editor = new KeyFileEditor(file);
        String key = KeyFileEditor.newKey();
        editor.add(KeyFileEditor.keyLine("one", key), List.of("roles=read"));
        editor.add(KeyFileEditor.userLine("ann", "password"), List.of("roles=read"));
        Keys keys = new Keys(file, Clock.systemUTC());
        RsaJsonWebKey provider = TestTokens.key("k1");
        Path jwks = folder.resolve("jwks");
        Files.writeString(jwks, TestTokens.jwks(provider));
        Tokens tokens = new Tokens(
                new TokenSettings(
                        jwks.toString(), TestTokens.ISSUER, TestTokens.AUDIENCE, "roles", "tenants", Duration.ZERO),
                Clock.systemUTC());
        String token = TestTokens.signed(provider, TestTokens.claims("ann", List.of("read"), List.of("a")));

        measure("an API key", () -> keys.ofKey(key));
        measure("a password that was right before", () -> keys.ofPassword("ann", "password"));
        measure("a token that was right before", () -> tokens.of(token));
    }

    private static void measure(String what, Supplier<Optional<?>> check) {
        for (int i = 0; i < WARM_UP; i++) {
            assertThat(check.get()).isPresent();
        }
        long[] nanos = new long[MEASURED];
        for (int i = 0; i < MEASURED; i++) {
            long begin = System.nanoTime();
            Optional<?> found = check.get();
            nanos[i] = System.nanoTime() - begin;
            assertThat(found).isPresent();
        }
        Arrays.sort(nanos);
        System.out.printf(
                "%s: median %.1f us, 99 %% within %.1f us%n",
                what, nanos[MEASURED / 2] / 1e3, nanos[MEASURED * 99 / 100] / 1e3);
        assertThat(nanos[MEASURED / 2]).isLessThan(BOUND.toNanos());
    }
}
