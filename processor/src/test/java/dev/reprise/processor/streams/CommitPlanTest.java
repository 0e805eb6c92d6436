package dev.reprise.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommitPlanTest {
    private final MockProcessorContext<Object, Object> context = new MockProcessorContext<>();
    private final CommitPace pace = new CommitPace();
    private long now = 7_000_000_000L;
    private final CommitPlan plan = new CommitPlan(context, pace, () -> now);

    @BeforeEach
    void everyTenMilliseconds() {
        pace.every(Duration.ofMillis(10));
        pace.committed(1, now);
    }

    @Test
    void commitsAtOnceWhenACommitIsDue() {
        now += millis(10);
        plan.soon();
        assertThat(context.committed()).isTrue();
        assertThat(context.scheduledPunctuators()).isEmpty();
    }

    @Test
    void plansTheNextCommitWhenItIsNotDueYet() {
        now += millis(4);
        plan.soon();
        assertThat(context.committed()).isFalse();
        CapturedPunctuator planned = context.scheduledPunctuators().get(0);
        assertThat(planned.getInterval()).isEqualTo(Duration.ofMillis(6));
        assertThat(planned.getType()).isEqualTo(PunctuationType.WALL_CLOCK_TIME);

        now += millis(6);
        planned.getPunctuator().punctuate(0);

        assertThat(context.committed()).isTrue();
        assertThat(planned.cancelled()).isTrue();
    }

    @Test
    void plansOneCommitForAllThatIsWrittenUntilThen() {
        plan.soon();
        plan.soon();
        plan.soon();
        assertThat(context.scheduledPunctuators()).hasSize(1);
    }

    @Test
    void plansAnotherAfterThatOne() {
        plan.soon();
        now += millis(10);
        punctuate(0);
        pace.committed(1, now);
        plan.soon();
        assertThat(context.scheduledPunctuators()).hasSize(2);
    }

    @Test
    void doesNotCommitAgainWhatAnotherTaskOfTheThreadHasHadCommitted() {
        plan.soon();
        now += millis(5);
        pace.committed(1, now);
        punctuate(0);
        assertThat(context.committed()).isFalse();
    }

    @Test
    void commitsWhatWasWrittenAfterTheCommitOfAnotherTask() {
        plan.soon();
        now += millis(5);
        pace.committed(1, now);
        now += millis(1);
        plan.soon();

        now += millis(4);
        punctuate(0);
        assertThat(context.committed()).as("5 ms after the other's commit").isFalse();

        now += millis(5);
        punctuate(1);
        assertThat(context.committed()).isTrue();
    }

    @Test
    void tasksOfOneThreadDoNotCommitInTurns() {
        CommitPlan other = new CommitPlan(context, pace, () -> now);
        for (int i = 0; i < 16; i++) {
            pace.committed(millis(200), now);
        }
        plan.soon();
        now += millis(100);
        pace.committed(millis(200), now); // what a command that came alone asked for
        plan.soon();
        other.soon();

        now += millis(100);
        punctuate(0);
        assertThat(context.committed())
                .as("half of a commit's time after the last")
                .isFalse();
    }

    @Test
    void commitsWhatCannotWaitWheneverItComes() {
        plan.now();
        assertThat(context.committed()).isTrue();
    }

    private void punctuate(int which) {
        context.scheduledPunctuators().get(which).getPunctuator().punctuate(0);
    }

    private static long millis(long count) {
        return TimeUnit.MILLISECONDS.toNanos(count);
    }
}
