package dev.reprise.faults.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.faults.check.Window;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiaryTest {
    private static final String NAME = "after a node was killed";

    private final Diary diary = new Diary();

    @Test
    void aKillIsToBlameUntilItsTimeIsOver() {
        kill(1_000);
        diary.begins(30_000);

        assertThat(diary.afterKills()).containsExactly(new Window(NAME, 1_000, 21_000));
    }

    @Test
    void aKillIsToBlameUntilTheNextFaultBegins() {
        kill(1_000);
        diary.begins(15_000);
        diary.begins(17_000);

        assertThat(diary.afterKills()).containsExactly(new Window(NAME, 1_000, 14_999));
    }

    @Test
    void theNextFaultMayBeAKill() {
        kill(1_000);
        kill(15_000);
        diary.begins(20_000);

        assertThat(diary.afterKills())
                .containsExactly(new Window(NAME, 1_000, 14_999), new Window(NAME, 15_000, 19_999));
    }

    private void kill(long at) {
        diary.begins(at);
        diary.killed(new Diary.Killed(at, List.of(0)), 20_000);
    }
}
