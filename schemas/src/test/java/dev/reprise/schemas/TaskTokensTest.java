package dev.reprise.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskTokensTest {
    private static final long SEED = Long.getLong("reprise.seed", System.nanoTime());
    private static final byte[] SECRET = "a secret of 32 bytes for tests.!".getBytes(UTF_8);
    private static final byte[] OTHER = "another secret, 32 bytes long...".getBytes(UTF_8);
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private final TaskTokens tokens = new TaskTokens(SECRET);
    private final TaskToken token = new TaskToken(4711, 3, 17, 1_794_556_800_123L);

    @Test
    void everyTokenLeadsBackToWhatItSays() {
        Random random = new Random(SEED);
        for (int i = 0; i < 2_000; i++) {
            TaskToken any = new TaskToken(
                    1 + (random.nextLong() >>> (1 + random.nextInt(60))) % (Long.MAX_VALUE - 1),
                    1 + random.nextInt(Integer.MAX_VALUE),
                    1 + (random.nextLong() >>> (1 + random.nextInt(60))) % (Long.MAX_VALUE - 1),
                    random.nextLong() >>> (16 + random.nextInt(48)));
            assertThat(tokens.verify(tokens.sign(any)))
                    .as("-Dreprise.seed=%d", SEED)
                    .isEqualTo(any);
        }
    }

    @Test
    void theFormIsPinned() {
        // Tokens outlive the node that gave them out: another form needs another version.
        assertThat(tokens.sign(token))
                .isEqualTo("UjEAAAAAAAASZwAAAAMAAAAAAAAAEQGh0-use__5mWQVenxwiNKLYN08eE5nvvup1VjlF-hikbNPTnC6");
    }

    @Test
    void aTokenWithOneCharacterChangedIsRefused() {
        String good = tokens.sign(token);
        for (int i = 0; i < good.length(); i++) {
            String begin = good.substring(0, i);
            String end = good.substring(i + 1);
            ALPHABET.chars()
                    .filter(other -> other != good.charAt(begin.length()))
                    .forEach(other -> assertRefused(begin + (char) other + end));
        }
    }

    @Test
    void aTokenOfAnotherSecretIsRefused() {
        assertRefused(new TaskTokens(OTHER).sign(token));
    }

    @Test
    void aTokenOfAnEarlierSecretCountsWhileItIsNamed() {
        String old = new TaskTokens(OTHER).sign(token);
        TaskTokens both = new TaskTokens(SECRET, OTHER);
        assertThat(both.verify(old)).isEqualTo(token);
        assertThat(both.sign(token)).isEqualTo(tokens.sign(token));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "Y2xpZW50", "  ", "=", "é"})
    void anythingElseIsRefused(String text) {
        assertRefused(text);
        assertRefused(text.repeat(80).substring(0, Math.min(80, text.length() * 80)));
    }

    @Test
    void paddingAndTheOtherAlphabetAreRefused() {
        String good = tokens.sign(token);
        assertRefused(good + "=");
        assertRefused(good + "\n");
        String plain = Base64.getEncoder().encodeToString(Base64.getUrlDecoder().decode(good));
        assertThat(plain).isNotEqualTo(good);
        assertRefused(plain);
    }

    @Test
    void aShortSecretIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TaskTokens(new byte[15]))
                .withMessage("Expected a secret of 16 bytes or more, but got 15");
    }

    @Test
    void numbersOutOfRangeAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TaskToken(0, 1, 1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new TaskToken(1, 0, 1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new TaskToken(1, 1, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new TaskToken(1, 1, 1, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> new TaskToken(1, 1, 1, 1L << 48));
    }

    private void assertRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tokens.verify(text))
                .withMessage("Expected a task token that was given out here, but this is none");
    }
}
