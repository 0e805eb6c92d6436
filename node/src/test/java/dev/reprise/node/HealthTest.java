package dev.reprise.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.node.PartState.Phase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HealthTest {
    private final FakePart first = new FakePart("first");
    private final FakePart second = new FakePart("second");
    private final Health health = new Health(List.of(first, second));

    @Test
    void isReadyWhenAllPartsAre() {
        first.state = PartState.of(Phase.READY, "RUNNING");
        assertThat(health.notReady()).contains("second: REBALANCING");

        second.state = PartState.of(Phase.READY, "RUNNING");
        assertThat(health.notReady()).isEmpty();
        assertThat(health.live()).isTrue();
    }

    @Test
    void isNotLiveOnceAPartHasFailed() {
        second.state = PartState.of(Phase.FAILED, "gave up");

        assertThat(health.live()).isFalse();
        assertThat(health.notReady().orElse("")).contains("second: gave up");
    }

    @Test
    void isNotReadyWhileItStopsThoughAllPartsStillAre() {
        first.state = PartState.of(Phase.READY, "RUNNING");
        second.state = PartState.of(Phase.READY, "RUNNING");

        health.stopping();

        assertThat(health.notReady()).isPresent();
        assertThat(health.live()).isTrue();
    }

    @Test
    void showsTheFactsOfEachPart() {
        first.state = new PartState(Phase.READY, "RUNNING", Map.of("partitions", List.of(1, 2)));

        assertThat(health.parts().get("first"))
                .containsEntry("phase", Phase.READY)
                .containsEntry("partitions", List.of(1, 2));
    }

    private static final class FakePart implements Part {
        private final String name;
        private PartState state = PartState.of(Phase.STARTING, "REBALANCING");

        FakePart(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void start() {}

        @Override
        public PartState state() {
            return state;
        }

        @Override
        public void close() {}
    }
}
