package dev.reprise.faults.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NodesTest {
    private final Nodes nodes = new Nodes(List.of("a", "b", "c"));

    @Test
    void eachIsTheFirstInTurnAndTheOthersFollow() {
        assertThat(nodes.inTurn()).containsExactly("a", "b", "c");
        assertThat(nodes.inTurn()).containsExactly("b", "c", "a");
        assertThat(nodes.inTurn()).containsExactly("c", "a", "b");
        assertThat(nodes.inTurn()).containsExactly("a", "b", "c");
    }

    @Test
    void numbersGoRound() {
        assertThat(nodes.from(7)).containsExactly("b", "c", "a");
        assertThat(nodes.from(-1)).containsExactly("c", "a", "b");
    }
}
