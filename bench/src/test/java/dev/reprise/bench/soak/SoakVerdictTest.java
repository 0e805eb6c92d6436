package dev.reprise.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.reprise.bench.report.BenchResult;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SoakVerdictTest {
    @Test
    void doesNotMindWhatGrowsInTheFirstThird() {
        assertThat(grown(List.of(minute(10, 5), minute(100, 50), minute(110, 60))))
                .isEmpty();
    }

    @Test
    void saysWhatHasGrownByMoreThanAQuarter() {
        assertThat(grown(List.of(minute(100, 50), minute(100, 50), minute(126, 50))))
                .containsExactly("live heap MiB");
        assertThat(grown(List.of(minute(100, 50), minute(100, 50), minute(125, 63))))
                .containsExactly("p99 ms");
    }

    @Test
    void doesNotMindASinglePeak() {
        List<Minute> minutes = IntStream.range(0, 30)
                .mapToObj(i -> minute(100, i == 25 ? 900 : 50))
                .toList();

        assertThat(grown(minutes)).isEmpty();
    }

    @Test
    void needsThreeMinutes() {
        List<Minute> two = List.of(minute(1, 1), minute(1, 1));

        assertThatIllegalArgumentException().isThrownBy(() -> new SoakVerdict(two));
    }

    private static List<String> grown(List<Minute> minutes) {
        return new SoakVerdict(minutes).write(new BenchResult("soak"));
    }

    private static Minute minute(long heapMebibytes, double p99) {
        return new Minute(heapMebibytes << 20, 400 << 20, 0, 7 << 20, 5, p99, 0);
    }
}
