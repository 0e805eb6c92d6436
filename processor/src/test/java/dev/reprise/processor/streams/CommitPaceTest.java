package dev.reprise.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;

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
}
