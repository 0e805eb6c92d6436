package dev.reprise.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobKeyMinterTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:15:30.123Z");

    private final AtomicReference<Instant> clock = new AtomicReference<>(NOW);
    private final JobKeyMinter minter = new JobKeyMinter(clock::get, 5);

    @Test
    void aKeyIsMillisecondsThenNodeThenCounter() {
        long millis = NOW.toEpochMilli() - JobKeyMinter.EPOCH.toEpochMilli();
        assertThat(minter.next()).isEqualTo(millis << 22 | 5 << 12);
        assertThat(minter.next()).isEqualTo(millis << 22 | 5 << 12 | 1);
    }

    @Test
    void aKeyTellsWhenItWasMade() {
        assertThat(JobKeyMinter.timeOf(minter.next())).isEqualTo(NOW);
    }

    @Test
    void keysIncreaseWhileTheClockStandsStill() {
        assertIncreasing(10_000, () -> {});
    }

    @Test
    void keysIncreaseWhileTheClockGoesBackAndForth() {
        Random random = new Random(1);
        assertIncreasing(10_000, () -> clock.set(NOW.plusMillis(random.nextInt(2_000) - 1_000)));
    }

    @Test
    void theTimeOfAKeyRunsAheadWhenAMillisecondIsUsedUp() {
        long last = 0;
        for (int i = 0; i < 4_097; i++) {
            last = minter.next();
        }
        assertThat(JobKeyMinter.timeOf(last)).isEqualTo(NOW.plusMillis(1));
        clock.set(NOW.plusMillis(2));
        assertThat(JobKeyMinter.timeOf(minter.next())).isEqualTo(NOW.plusMillis(2));
    }

    @Test
    void keysSortByTimeAcrossNodes() {
        JobKeyMinter other = new JobKeyMinter(clock::get, JobKeyMinter.MAX_NODE);
        long earlier = other.next();
        clock.set(NOW.plusMillis(1));
        assertThat(minter.next()).isGreaterThan(earlier);
    }

    @Test
    void nodesNeverMintTheSameKey() {
        Set<Long> keys = new HashSet<>();
        for (int node = 0; node <= JobKeyMinter.MAX_NODE; node++) {
            JobKeyMinter one = new JobKeyMinter(clock::get, node);
            keys.add(one.next());
            keys.add(one.next());
        }
        assertThat(keys).hasSize(2 * 1024);
    }

    @Test
    void threadsNeverGetTheSameKey() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Future<List<Long>>> runs = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                runs.add(pool.submit(() -> {
                    List<Long> mine = new ArrayList<>();
                    for (int i = 0; i < 20_000; i++) {
                        mine.add(minter.next());
                    }
                    assertThat(mine).isSorted();
                    return mine;
                }));
            }
            Set<Long> all = new HashSet<>();
            for (Future<List<Long>> run : runs) {
                all.addAll(run.get());
            }
            assertThat(all).hasSize(160_000);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void theFirstAndTheLastKeyOfAllTimeArePositive() {
        clock.set(JobKeyMinter.EPOCH);
        assertThat(new JobKeyMinter(clock::get, 0).next()).isEqualTo(1);
        clock.set(JobKeyMinter.EPOCH.plusMillis((1L << 41) - 1));
        assertThat(new JobKeyMinter(clock::get, JobKeyMinter.MAX_NODE).next()).isEqualTo(Long.MAX_VALUE - 4_095);
    }

    @Test
    void aClockOutsideItsTimeIsRefused() {
        clock.set(JobKeyMinter.EPOCH.minusMillis(1));
        assertThatIllegalStateException()
                .isThrownBy(minter::next)
                .withMessage("Expected a clock past 2025-01-01T00:00:00Z, but it shows 2024-12-31T23:59:59.999Z");
        clock.set(Instant.parse("2094-12-31T00:00:00Z"));
        assertThatIllegalStateException().isThrownBy(minter::next);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1024})
    void aNodeOutOfRangeIsRefused(int node) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new JobKeyMinter(clock::get, node))
                .withMessage("Expected a node of 0 to 1023, but got " + node);
    }

    private void assertIncreasing(int keys, Runnable between) {
        long last = 0;
        for (int i = 0; i < keys; i++) {
            between.run();
            long next = minter.next();
            assertThat(next).isGreaterThan(last);
            last = next;
        }
    }
}
