package dev.reprise.node.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunbookTest {
    private static final String FILE = Repository.text("docs/runbook.md");

    private static List<String> alerts() {
        return AlertRule.all(AlertRule.file()).stream().map(AlertRule::name).toList();
    }

    @Test
    void hasASectionForEachAlertAndNamesOnlyWhatIsThere() {
        assertThat(Runbook.mistakes(FILE, alerts())).isEmpty();
    }

    @Test
    void anAlertWithoutASectionIsFound() {
        List<String> more = new ArrayList<>(alerts());
        more.add("RepriseMoonFull");
        assertThat(Runbook.mistakes(FILE, more)).containsExactly("RepriseMoonFull has no section");
        assertThat(Runbook.mistakes(FILE, alerts().subList(1, alerts().size())))
                .containsExactly(alerts().get(0) + " is no alert");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ### RepriseDiskFull        | ### RepriseDiskIsFull   | RepriseDiskFull has no section
                    (#the-disk-is-full)        | (#disk-full)            | a link goes nowhere: #disk-full
                    bin/reprise stats          | bin/reprise statistics  | Unmatched argument
                    bin/reprise replay -o json | bin/reprise replay --js | Unknown option
                    --under-min-isr-partitions | --under-replicated      | kafka-topics.sh has no --under-replicated
                    kafka-log-dirs.sh          | kafka-disks.sh          | kafka-disks.sh has no
                    /health/ready              | /ready                  | a node does not serve /ready
                    **How bad.** Not yet.      | Not yet.                | does not say: **How bad.**
                    """)
    void aMistakeIsFound(String right, String wrong, String sentence) {
        assertThat(FILE).contains(right);
        assertThat(Runbook.mistakes(FILE.replace(right, wrong), alerts()))
                .anySatisfy(mistake -> assertThat(mistake).contains(sentence));
    }
}
