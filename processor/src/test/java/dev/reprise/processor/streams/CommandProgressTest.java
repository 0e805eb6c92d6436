package dev.reprise.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CommandProgressTest {
    private OptionalLong committed = OptionalLong.empty();
    private final CommandProgress progress = new CommandProgress(4, partition -> committed);

    @Test
    void isUnknownForPartitionsThatAreElsewhere() {
        committed = OptionalLong.of(9);
        assertThat(progress.processed(0)).isEmpty();
        assertThat(progress.processed(-1)).isEmpty();
        assertThat(progress.processed(4)).isEmpty();
    }

    @Test
    void isWhatWasCommittedUntilTheFirstCommand() {
        progress.begun(2);
        assertThat(progress.processed(2)).isEmpty();
        committed = OptionalLong.of(41);
        progress.processed(2);
        prove(2);
        assertThat(progress.processed(2)).hasValue(41);
        progress.processed(2, 42);
        committed = OptionalLong.of(7);
        assertThat(progress.processed(2)).hasValue(42);
        assertThat(progress.unproven(2)).isEmpty();
    }

    /** It may be a successor's, of which the stores here have nothing. */
    @Test
    void isNotBelievedBeforeItIsProven() {
        progress.begun(2);
        committed = OptionalLong.of(41);

        assertThat(progress.processed(2)).isEmpty();
        assertThat(progress.unproven(2)).hasValue(41);

        prove(2);
        committed = OptionalLong.of(50);
        assertThat(progress.processed(2)).hasValue(41);
        assertThat(progress.unproven(2)).hasValue(50);
    }

    @Test
    void isProvenAnewForEachTask() {
        progress.begun(2);
        committed = OptionalLong.of(41);
        progress.processed(2);
        prove(2);
        progress.ended(2);
        progress.begun(2);

        assertThat(progress.unproven(2)).isEmpty(); // nobody has asked
        assertThat(progress.processed(2)).isEmpty();
    }

    @Test
    void needsNoProofIfNobodyAsks() {
        committed = OptionalLong.of(41);
        progress.begun(2);

        assertThat(progress.unproven(2)).isEmpty();
    }

    private void prove(int partition) {
        progress.proven(partition, progress.unproven(partition).orElseThrow());
    }

    @Test
    void isForgottenWithTheTask() {
        progress.begun(1);
        progress.processed(1, 5);
        progress.ended(1);
        assertThat(progress.processed(1)).isEmpty();
    }
}
