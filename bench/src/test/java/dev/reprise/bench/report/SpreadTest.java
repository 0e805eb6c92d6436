package dev.reprise.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {
    @Test
    void tellsTheMedianAndTheRange() {
        assertThat(new Spread(List.of(5.0, 1.0, 2.0)).text("%.0f")).isEqualTo("2 (1 – 5)");
        assertThat(new Spread(List.of(4.0, 1.0, 2.0, 8.0)).median()).isEqualTo(3.0);
    }

    @Test
    void needsARound() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Spread(List.of()));
    }
}
