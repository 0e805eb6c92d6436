package dev.reprise.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SteadyTimeTest {
    @Test
    void goesForwardWithTheMeasuringClockAndFromTheWallClocksTime() {
        SteadyTime time = new SteadyTime();
        long wall = System.currentTimeMillis();
        assertThat(time.milliseconds()).isBetween(wall - 1_000, wall + 1_000);
        long before = time.milliseconds();
        long start = System.nanoTime();
        while (System.nanoTime() - start < 5_000_000) {
            Thread.onSpinWait();
        }
        assertThat(time.milliseconds() - before).isBetween(4L, 2_000L);
    }
}
