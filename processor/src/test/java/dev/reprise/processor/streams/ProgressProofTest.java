package dev.reprise.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProgressProofTest {
    private static final int PARTITION = 1;

    private final CommitPace pace = new CommitPace();
    private OptionalLong committed = OptionalLong.of(7);
    private final CommandProgress progress = new CommandProgress(2, partition -> committed);
    private long now = 100;
    private int written;
    private final ProgressProof proof = new ProgressProof(progress, PARTITION, pace, () -> now, () -> written++);

    @BeforeEach
    void begin() {
        pace.committed(1, 50); // of another task, long ago
        progress.begun(PARTITION);
    }

    @Test
    void writesNothingUntilSomeoneAsks() {
        assertThat(proof.step()).isFalse();
        assertThat(written).isZero();
    }

    @Test
    void believesWhatACommitHasProven() {
        assertThat(progress.processed(PARTITION)).isEmpty();
        assertThat(proof.step()).isTrue();
        assertThat(written).isOne();

        now = 200;
        assertThat(proof.step()).isTrue();
        assertThat(progress.processed(PARTITION)).as("not committed yet").isEmpty();

        pace.committed(1, 250);
        now = 300;
        assertThat(proof.step()).isFalse();
        assertThat(progress.processed(PARTITION)).hasValue(7);
        assertThat(written).isOne();
    }

    /** What is told meanwhile was asked after the commit had begun, and needs another one. */
    @Test
    void provesWhatWasKnownWhenItWasWritten() {
        progress.processed(PARTITION);
        proof.step();
        committed = OptionalLong.of(9);
        progress.processed(PARTITION);
        pace.committed(1, 250);
        now = 300;

        assertThat(proof.step()).isTrue();
        assertThat(progress.processed(PARTITION)).hasValue(7);
        assertThat(written).isEqualTo(2);

        pace.committed(1, 350);
        assertThat(proof.step()).isFalse();
        assertThat(progress.processed(PARTITION)).hasValue(9);
    }
}
