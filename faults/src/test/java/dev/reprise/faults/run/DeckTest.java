package dev.reprise.faults.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.faults.fault.FaultKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeckTest {
    private static final List<FaultKind> ALL = List.of(FaultKind.values());

    @Test
    void everyKindComesBeforeAnyComesAgain() {
        Deck deck = new Deck(ALL, new Random(7));
        for (int round = 0; round < 3; round++) {
            List<FaultKind> drawn = new ArrayList<>();
            ALL.forEach(kind -> drawn.add(deck.draw()));
            assertThat(drawn).containsExactlyInAnyOrderElementsOf(ALL);
        }
    }

    @Test
    void whatIsMeasuredDoesNotComeFirst() {
        for (int seed = 0; seed < 200; seed++) {
            assertThat(new Deck(ALL, new Random(seed)).draw().isMeasured())
                    .as("seed %d", seed)
                    .isFalse();
        }
    }

    @Test
    void whereAllIsMeasuredItDoes() {
        Deck deck = new Deck(List.of(FaultKind.KILL_NODE), new Random(7));
        assertThat(deck.draw()).isEqualTo(FaultKind.KILL_NODE);
        assertThat(deck.draw()).isEqualTo(FaultKind.KILL_NODE);
    }

    @Test
    void theSameSeedDrawsTheSame() {
        Deck one = new Deck(ALL, new Random(7));
        Deck other = new Deck(ALL, new Random(7));
        for (int i = 0; i < 40; i++) {
            assertThat(one.draw()).isEqualTo(other.draw());
        }
    }
}
