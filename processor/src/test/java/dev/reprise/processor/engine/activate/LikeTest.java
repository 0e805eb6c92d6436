package dev.reprise.processor.engine.activate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LikeTest {
    @ParameterizedTest
    @CsvSource({
        "v1,v1,true",
        "v1,v10,false",
        "v%,v10,true",
        "%0,v10,true",
        "v_,v1,true",
        "v_,v10,false",
        "'',v,false",
        "%,'',true",
        "_,'',false",
        "a%b%c,aXbYc,true",
        "a%b%c,aXcYb,false",
        "a.c,abc,false",
        "%%a,a,true"
    })
    void matchesAsInSql(String pattern, String text, boolean matches) {
        assertThat(new Like(pattern).matches(text)).isEqualTo(matches);
    }

    @Test
    void matchesAsARegularExpressionWould() {
        long seed = Long.getLong("reprise.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            String pattern = some(random, "ab%_", 6);
            String text = some(random, "ab", 8);
            boolean expected = Pattern.matches(pattern.replace("%", ".*").replace('_', '.'), text);
            assertThat(new Like(pattern).matches(text))
                    .as("'%s' like '%s' (-Dreprise.seed=%d)", text, pattern, seed)
                    .isEqualTo(expected);
        }
    }

    /** A regular expression would be at it for longer than the universe has been there. */
    @Test
    @Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void isNotKeptBusyByManyWildcards() {
        assertThat(new Like("%a".repeat(1_000) + "b").matches("a".repeat(10_000)))
                .isFalse();
    }

    private static String some(Random random, String letters, int most) {
        StringBuilder some = new StringBuilder();
        for (int length = random.nextInt(most + 1); length > 0; length--) {
            some.append(letters.charAt(random.nextInt(letters.length())));
        }
        return some.toString();
    }
}
