package dev.reprise.faults.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.faults.check.CheckReport;
import dev.reprise.faults.check.CheckSettings;
import dev.reprise.faults.check.HistoryCheck;
import dev.reprise.faults.check.ListedEvents;
import dev.reprise.faults.check.Violation;
import dev.reprise.faults.memory.Memories;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client was told that its command led to sequence 7; its job is read at least three times. */
@Timeout(60)
class JobReaderTest {
    private static final int READS = 3;

    private final Stop stop = new Stop();
    private final Memories memories = new Memories();
    private final Trouble trouble = new Trouble();
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void findsAStaleAnswer() throws IOException {
        CheckReport report = read(200, "{\"jobKey\":\"5\",\"sequence\":6}");

        assertThat(report.counts()).containsOnlyKeys(Violation.Kind.STALE_READ);
        assertThat(report.total()).isEqualTo(report.figures().checkedReads());
        assertThat(report.isClean()).isFalse();
        assertThat(report.violations().get(0).sentence())
                .contains("http://127.0.0.1:", "/v1/jobs/5?after=1-42", "sequence 7", "sequence 6");
    }

    @Test
    void findsAJobThatIsSaidNotToExist() throws IOException {
        assertThat(read(404, "{}").counts()).containsOnlyKeys(Violation.Kind.STALE_READ);
    }

    @Test
    void findsAnotherJob() throws IOException {
        assertThat(read(200, "{\"jobKey\":\"6\",\"sequence\":9}").counts()).containsOnlyKeys(Violation.Kind.WRONG_READ);
    }

    @Test
    void isContentWithAnAnswerThatIsNewEnough() throws IOException {
        CheckReport report = read(200, "{\"jobKey\":\"5\",\"sequence\":7}");

        assertThat(report.violations()).isEmpty();
        assertThat(report.figures().checkedReads()).isGreaterThanOrEqualTo(READS);
        assertThat(trouble.all()).isEmpty();
    }

    private CheckReport read(int status, String body) throws IOException {
        try (TinyServer node = TinyServer.answering(status, Map.of(), body, this::stopAfterSome)) {
            JobReader reader = new JobReader(new Nodes(List.of(node.url())), trouble, memories, 1, stop);
            reader.written(new Written("c", 5, 7, "1-42"));
            reader.run();
            stop.check();
            assertThat(node.asked())
                    .hasSizeGreaterThanOrEqualTo(READS)
                    .allSatisfy(uri -> assertThat(uri).hasToString("/v1/jobs/5?after=1-42"));
        }
        return HistoryCheck.run(new ListedEvents(4), memories, CheckSettings.endingAt(System.currentTimeMillis()));
    }

    private void stopAfterSome() {
        if (asked.incrementAndGet() == READS) {
            stop.ask();
        }
    }
}
