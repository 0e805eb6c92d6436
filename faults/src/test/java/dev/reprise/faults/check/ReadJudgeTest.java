package dev.reprise.faults.check;

import static dev.reprise.faults.check.Violation.Kind.STALE_READ;
import static dev.reprise.faults.check.Violation.Kind.WRONG_READ;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.faults.memory.Memories;
import dev.reprise.faults.memory.ReadMemory;
import dev.reprise.faults.memory.ReadMemory.Got;
import dev.reprise.schemas.JobKeys;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Reads of job 1 after a command that led to sequence 7. */
class ReadJudgeTest {
    private static final String URL = "http://127.0.0.1:1/v1/jobs/1?after=3-42";

    @Test
    void findsNothingInAnswersThatAreNewEnoughAndInRefusals() {
        CheckReport report = check(found(1, 7), found(1, 8), got(503, true), got(504, false), null);

        assertThat(report.violations()).isEmpty();
        assertThat(report.figures().checkedReads()).isEqualTo(4);
        assertThat(report.figures().reads())
                .containsEntry("200", 2L)
                .containsEntry("503", 1L)
                .containsEntry("504", 1L)
                .containsEntry("none", 1L);
        assertThat(report.table()).containsPattern("reads checked +4");
    }

    @Test
    void findsAnswersThatAreOlderThanTheCommand() {
        assertThat(check(found(1, 6), got(404, false)).counts())
                .containsOnlyKeys(STALE_READ)
                .containsEntry(STALE_READ, 2L);
    }

    @Test
    void findsAnswersThatNoReadMayGet() {
        assertThat(check(found(2, 7), got(200, false), got(503, false), got(500, false), got(400, false))
                        .counts())
                .containsOnlyKeys(WRONG_READ)
                .containsEntry(WRONG_READ, 5L);
    }

    @Test
    void saysWhatWasAskedToldAndGot() {
        Violation violation = check(found(1, 6)).violations().get(0);

        assertThat(violation.toString()).contains(URL, "job 1", "command c", "sequence 7", "sequence 6");
        assertThat(violation.partition()).isEqualTo(JobKeys.partitionFor(1, Stories.PARTITIONS));
    }

    private static CheckReport check(@Nullable Got... answers) {
        Memories memories = new Memories();
        for (Got got : answers) {
            memories.remember(new ReadMemory(URL, "c", 1, 7, got));
        }
        return HistoryCheck.run(new ListedEvents(Stories.PARTITIONS), memories, CheckSettings.endingAt(Story.BEGIN));
    }

    private static Got found(long jobKey, long sequence) {
        return new Got(200, false, jobKey, sequence);
    }

    private static Got got(int status, boolean retryAfter) {
        return new Got(status, retryAfter, -1, -1);
    }
}
