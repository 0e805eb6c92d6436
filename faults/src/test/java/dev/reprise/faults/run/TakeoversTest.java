package dev.reprise.faults.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.faults.load.Silence;
import dev.reprise.faults.run.Takeovers.Takeover;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TakeoversTest {
    private static final long NOON = 1_795_348_800_000L;

    @Test
    void namesTheSlowestFirst() {
        Takeovers takeovers = new Takeovers(
                List.of(
                        after(0, 7_000),
                        after(1, 16_100),
                        new Takeover(NOON, 2, OptionalLong.empty()),
                        after(3, 6_000)),
                Silence.NONE);

        assertThat(takeovers.slowest(2).lines())
                .containsExactly(
                        "  partition 2 of the node killed at 2026-11-22T12:00:00Z: never",
                        "  partition 1 of the node killed at 2026-11-22T12:00:00Z: 16.1 s");
        assertThat(takeovers.millis()).containsExactly(6_000L, 7_000L, 16_100L);
        assertThat(takeovers.unanswered()).isEqualTo(1);
        assertThat(takeovers.median()).isEqualTo(7_000);
        assertThat(takeovers.longest()).isEqualTo(16_100);
    }

    @Test
    void withoutKillsThereIsNothingToTell() {
        Takeovers none = new Takeovers(List.of(), Silence.NONE);

        assertThat(none.slowest(5)).isEmpty();
        assertThat(none.longest()).isZero();
    }

    private static Takeover after(int partition, long millis) {
        return new Takeover(NOON, partition, OptionalLong.of(millis));
    }
}
