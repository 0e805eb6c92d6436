package dev.reprise.gateway.camunda8;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
    @ParameterizedTest
    @CsvSource({
        "abc, abc, true",
        "abc, ABC, false",
        "abc, ab, false",
        "a*, a, true",
        "a*c, abbbc, true",
        "a*c, abbbd, false",
        "*, '', true",
        "**, anything, true",
        "a?c, abc, true",
        "a?c, ac, false",
        "*b*b*, abcb, true",
        "a\\*c, a*c, true",
        "a\\*c, abc, false",
        "a\\?, a?, true",
        "a\\\\*, a\\b, true",
        "a\\b, a\\b, true",
        "a., ab, false"
    })
    void matches(String pattern, String text, boolean expected) {
        assertThat(new Glob(pattern).matches(text)).isEqualTo(expected);
    }

    @Test
    void manyStarsAreNoTrap() {
        String text = "a".repeat(10_000);
        Assertions.assertTimeout(
                Duration.ofSeconds(20),
                () -> assertThat(new Glob("*a".repeat(100) + "b").matches(text)).isFalse());
    }
}
