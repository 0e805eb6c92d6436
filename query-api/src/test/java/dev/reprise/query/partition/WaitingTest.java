package dev.reprise.query.partition;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.query.http.ProblemException;
import dev.reprise.query.http.ProblemTypes;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WaitingTest {
    private final Waiting waiting = new Waiting(1);
    private final AtomicBoolean condition = new AtomicBoolean();

    @AfterEach
    void close() {
        waiting.close();
    }

    @Test
    void doesNotWaitForWhatIsSo() {
        condition.set(true);
        assertThat(waiting.until(condition::get, ZERO)).isCompletedWithValue(true);
    }

    @Test
    void givesUpWhenTheTimeIsOver() {
        assertThat(waiting.until(condition::get, ZERO)).isCompletedWithValue(false);
        assertThat(waiting.until(condition::get, ofMillis(20)))
                .succeedsWithin(ofSeconds(2))
                .isEqualTo(false);
    }

    @Test
    void goesOnWhenItBecomesSo() {
        CompletableFuture<Boolean> wait = waiting.until(condition::get, ofSeconds(20));
        assertThat(wait).isNotDone();

        condition.set(true);

        assertThat(wait).succeedsWithin(ofSeconds(2)).isEqualTo(true);
    }

    @Test
    void letsNoMoreInThanThereIsRoomFor() {
        CompletableFuture<Boolean> first = waiting.until(condition::get, ofSeconds(20));

        assertThat(waiting.until(() -> false, ofSeconds(20)))
                .isCompletedExceptionally()
                .failsWithin(ZERO)
                .withThrowableThat()
                .havingCause()
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().type()).isEqualTo(ProblemTypes.TOO_MANY_WAITING));

        condition.set(true);
        assertThat(first).succeedsWithin(ofSeconds(2)).isEqualTo(true);
        assertThat(waiting.until(() -> false, ofMillis(10)))
                .succeedsWithin(ofSeconds(2))
                .isEqualTo(false);
    }

    @Test
    void failsWithWhatTheConditionThrows() {
        CompletableFuture<Boolean> wait = waiting.until(
                () -> {
                    if (condition.get()) {
                        throw Unavailable.partition(3, "it is moving");
                    }
                    return false;
                },
                ofSeconds(20));
        condition.set(true);

        assertThat(wait).failsWithin(ofSeconds(2)).withThrowableThat().withMessageContaining("partition 3");
    }

    @Test
    void endsAllWaitsWhenClosed() {
        CompletableFuture<Boolean> wait = waiting.until(condition::get, ofSeconds(20));

        waiting.close();

        assertThat(wait).succeedsWithin(ofSeconds(2)).isEqualTo(false);
        assertThat(waiting.until(condition::get, ofSeconds(20)))
                .succeedsWithin(ofSeconds(2))
                .isEqualTo(false);
    }
}
