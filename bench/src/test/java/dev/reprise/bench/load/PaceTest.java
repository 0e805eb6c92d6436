package dev.reprise.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {
    @Test
    void keepsTheTimesThatWereMeantHoweverLateItIs() {
        Pace pace = new Pace(1_000);
        long tenth = pace.await(10);
        assertThat(System.nanoTime()).isGreaterThanOrEqualTo(tenth - 60_000);
        assertThat(pace.await(3) - pace.time(0)).isEqualTo(3_000_000);
        assertThat(tenth - pace.time(0)).isEqualTo(10_000_000);
    }
}
