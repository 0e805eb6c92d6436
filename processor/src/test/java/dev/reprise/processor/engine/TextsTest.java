package dev.reprise.processor.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextsTest {
    private static final String SMILE = "\uD83D\uDE00";

    @Test
    void areLeftAloneWhenTheyFit() {
        assertThat(Texts.cut("abc", 3)).isEqualTo("abc");
        assertThat(Texts.cut(null, 3)).isNull();
        assertThat(Texts.cut("", 3)).isEmpty();
    }

    @Test
    void areCutAndMarked() {
        assertThat(Texts.cut("abcd", 3)).isEqualTo("abc...");
    }

    @Test
    void areNeverCutInTheMiddleOfACharacter() {
        assertThat(Texts.cut("ab" + SMILE + "x", 3)).isEqualTo("ab...");
        assertThat(Texts.cut("a" + SMILE + "xy", 3)).isEqualTo("a" + SMILE + "...");
    }

    @Test
    void loseNothingOnTheirWayThroughUtf8() {
        Random random = new Random(42);
        for (int i = 0; i < 10_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int c = 0; c < 8; c++) {
                text.append(
                        random.nextInt(3) == 0
                                ? (char) (0xD800 + random.nextInt(0x800))
                                : (char) random.nextInt(0x900));
            }
            String clean = Objects.requireNonNull(Texts.cut(text.toString(), 6));
            assertThat(new String(clean.getBytes(UTF_8), UTF_8)).isEqualTo(clean);
            assertThat(Texts.utf8Length(clean)).isEqualTo(clean.getBytes(UTF_8).length);
        }
    }
}
