package dev.reprise.bench.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.reprise.bench.process.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void holdUpToTheirValue() throws IOException {
        assertThat(Bounds.read(file("# why\ncpu.failJob.at-most = 2.5\nthroughput.failJob.at-least=0.4\n")))
                .satisfiesExactly(
                        cpu -> {
                            assertThat(cpu.figure()).isEqualTo(GuardFigure.CPU_FAIL_JOB);
                            assertThat(cpu.holds(2.5)).isTrue();
                            assertThat(cpu.holds(2.6)).isFalse();
                            assertThat(cpu.holds(Double.NaN)).isFalse();
                        },
                        throughput -> {
                            assertThat(throughput.holds(0.4)).isTrue();
                            assertThat(throughput.holds(0.3)).isFalse();
                        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "cpu.failJob = 2", "cpu.completeJob.at-most = 2", "cpu.failJob.at-most = low"})
    void refusesWhatBoundsNothing(String text) throws IOException {
        Path file = file(text);

        assertThatIllegalArgumentException().isThrownBy(() -> Bounds.read(file));
    }

    @Test
    void ofTheCheckoutBoundEveryFigure() {
        assertThat(Bounds.read(Checkout.file("bench/guard.properties")))
                .extracting(Bounds.Bound::figure)
                .containsExactlyInAnyOrder(GuardFigure.values());
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("bounds"), text, UTF_8);
    }
}
