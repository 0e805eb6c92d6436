package dev.reprise.node.http.bounds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.node.http.bounds.ReadLine.Turn;
import org.junit.jupiter.api.Test;

class ReadLineTest {
    private static final long START = Long.MAX_VALUE - 5; // nanoseconds count from anything, and run over

    private final ReadLine<String> line = new ReadLine<>(2, 2, 10);

    @Test
    void someHaveTheirTurnSomeWaitAndTheOthersAreTurnedAway() {
        assertThat(line.begin("a", START)).isEqualTo(Turn.NOW);
        assertThat(line.begin("b", START)).isEqualTo(Turn.NOW);
        assertThat(line.begin("c", START)).isEqualTo(Turn.LATER);
        assertThat(line.begin("d", START)).isEqualTo(Turn.LATER);
        assertThat(line.begin("e", START)).isEqualTo(Turn.NEVER);
    }

    @Test
    void whoWaitsHasTheirTurnWhenAnotherIsOverInTheOrderInWhichTheyCame() {
        line.begin("a", START);
        line.begin("b", START);
        line.begin("c", START);
        line.begin("d", START);

        assertThat(line.next()).isEqualTo("c");
        assertThat(line.begin("e", START)).isEqualTo(Turn.LATER);
        assertThat(line.next()).isEqualTo("d");
        assertThat(line.next()).isEqualTo("e");
    }

    @Test
    void aPlaceIsFreeAgainWhenNobodyWaitsForIt() {
        line.begin("a", START);
        line.begin("b", START);

        assertThat(line.next()).isNull();

        assertThat(line.begin("c", START)).isEqualTo(Turn.NOW);
        assertThat(line.begin("d", START)).isEqualTo(Turn.LATER);
    }

    @Test
    void whoHasWaitedTooLongIsTakenOut() {
        line.begin("a", START);
        line.begin("b", START);
        line.begin("c", START);
        line.begin("d", after(5));

        assertThat(line.expired(after(10))).isEmpty();
        assertThat(line.expired(after(11))).containsExactly("c");
        assertThat(line.next()).isEqualTo("d");
        assertThat(line.expired(after(100))).isEmpty();
    }

    private static long after(long nanos) {
        return START + nanos;
    }
}
