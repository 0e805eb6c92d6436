package dev.reprise.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CommitPaceTest {
    private static final long START = -5_000_000_000L;

    private final CommitPace pace = new CommitPace();

    @Test
    void aCommandThatComesAloneIsCommittedAtOnce() {
        for (int i = 0; i < 50; i++) {
            pace.polled(1);
            assertThat(pace.workedOff(START + i * CommitPace.LATELY / CommitPace.FEW))
                    .isTrue();
        }
    }

    @Test
    void oneThatOthersWaitBehindIsNot() {
        pace.polled(3);
        assertThat(pace.workedOff(START)).isFalse();
        assertThat(pace.workedOff(START)).isFalse();
        assertThat(pace.workedOff(START)).isTrue();
    }

    @Test
    void whereManyComeTheyWaitForTheInterval() {
        pace.polled(100);
        for (int i = 0; i < 100; i++) {
            assertThat(pace.workedOff(START + i)).isFalse();
        }
        pace.polled(1);
        assertThat(pace.workedOff(START + 100)).isFalse();
    }

    @Test
    void afterSomeQuietTheyAreAloneAgain() {
        pace.polled(100);
        for (int i = 0; i < 100; i++) {
            pace.workedOff(START + i);
        }
        pace.polled(1);
        assertThat(pace.workedOff(START + 100 + CommitPace.LATELY)).isTrue();
    }

    @Test
    void withoutWordOfPollsTheRateAloneDecides() {
        for (int i = 0; i < CommitPace.FEW; i++) {
            assertThat(pace.workedOff(START)).isTrue();
        }
        assertThat(pace.workedOff(START)).isFalse();
    }

    @Test
    void isDueAtItsIntervalAfterACommitThatWasQuick() {
        pace.every(Duration.ofMillis(10));
        assertThat(pace.untilDue(START)).isNotPositive();

        pace.committed(millis(3), START);

        assertThat(pace.untilDue(START + millis(4))).isEqualTo(millis(6));
        assertThat(pace.untilDue(START + millis(10))).isNotPositive();
    }

    @Test
    void worksForThreeTimesAsLongAsACommitTakesWhereThatIsMore() {
        pace.every(Duration.ofMillis(10));

        pace.committed(millis(100), START);

        assertThat(pace.untilDue(START)).isEqualTo(millis(300));
    }

    @Test
    void neverWaitsForMoreThanHalfASecond() {
        pace.every(Duration.ofMillis(10));

        pace.committed(millis(9_000), START);

        assertThat(pace.untilDue(START)).isEqualTo(millis(500));
    }

    @Test
    void forgetsASlowCommitAfterSomeQuickOnes() {
        pace.every(Duration.ofMillis(10));
        pace.committed(millis(400), START);
        for (int i = 0; i < 24; i++) {
            pace.committed(millis(2), START);
        }
        assertThat(pace.untilDue(START)).isEqualTo(millis(10));
    }

    private static long millis(long count) {
        return TimeUnit.MILLISECONDS.toNanos(count);
    }
}
