package dev.reprise.bench.restore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StandstillTest {
    @Test
    void isTheLongestTimeWithoutADecision() {
        assertThat(Standstill.in(List.of(1L, 9L, 12L, 40L, 41L), 10)).isEqualTo(new Standstill(28, 30));
    }

    @Test
    void beginsWhenItWasAskedFor() {
        assertThat(Standstill.in(List.of(1L, 30L, 31L), 10)).isEqualTo(new Standstill(20, 20));
    }
}
