package dev.reprise.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaleStateTest {
    private static final long NOW = 1_772_366_400_000L;

    @TempDir
    private Path stateDir = Path.of("");

    @Test
    void isFreshAtFirstAndAfterACrash() {
        assertThat(new StaleState(stateDir).isStale(NOW)).isFalse();
    }

    @Test
    void isFreshAfterAShortBreakAndStaleAfterALongOne() {
        StaleState state = new StaleState(stateDir);
        state.stopped(NOW);
        assertThat(state.isStale(NOW + Duration.ofHours(19).toMillis())).isFalse();
        assertThat(state.isStale(NOW + Duration.ofDays(9).toMillis()))
                .as("the note is used up")
                .isFalse();
        state.stopped(NOW);
        assertThat(state.isStale(NOW + Duration.ofHours(21).toMillis())).isTrue();
    }

    @Test
    void isStaleWhenTheNoteCannotBeRead() throws IOException {
        Files.writeString(stateDir.resolve("stopped-at"), "yesterday");
        assertThat(new StaleState(stateDir).isStale(NOW)).isTrue();
    }
}
