package dev.reprise.processor.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SuspectTextTest {
    @Test
    void bringsBackWhatWasWritten() {
        List<Suspect> suspects = List.of(
                new Suspect("17@1234", 2, 99, "java.lang.AssertionError at a.B.c(B.java:1)", null),
                new Suspect("row-00ff", 1, 100, Suspect.PROCESS_GONE, null));
        assertThat(SuspectText.parse(SuspectText.of(suspects))).isEqualTo(suspects);
    }

    @Test
    void fitsIntoTheMetadataOfAnOffset() {
        List<Suspect> most = IntStream.range(0, MemoryLedger.MOST)
                .mapToObj(i -> new Suspect(
                        Long.MAX_VALUE - i + "@" + Long.MAX_VALUE, 999, Long.MAX_VALUE, "ü\t\n".repeat(1_000), null))
                .toList();
        assertThat(SuspectText.of(most).getBytes(UTF_8)).hasSizeLessThan(4_096);
        assertThat(SuspectText.of(most).lines()).hasSize(MemoryLedger.MOST);
    }

    @Test
    void isLeftOutWhereItIsNone() {
        assertThat(SuspectText.parse("")).isEmpty();
        assertThat(SuspectText.parse("a\tb\nc\t-1\t2\td\n7@8\t1\t2\tx")).hasSize(1);
    }

    @Test
    void isKeptForTheLastFewAndAddedUp() {
        MemoryLedger ledger = new MemoryLedger();
        for (int i = 0; i < 20; i++) {
            ledger.died(0, new Suspect(i + "@0", 1, i, "x", null));
        }
        assertThat(ledger.of(0))
                .hasSize(MemoryLedger.MOST)
                .last()
                .extracting(Suspect::step)
                .isEqualTo("19@0");
        ledger.died(0, new Suspect("15@0", 1, 30, "y", null));
        assertThat(ledger.of(0)).last().isEqualTo(new Suspect("15@0", 2, 30, "y", null));
        ledger.learn(0, List.of(new Suspect("15@0", 1, 5, "old", null), new Suspect("19@0", 3, 5, "more", null)));
        assertThat(ledger.of(0))
                .contains(new Suspect("15@0", 2, 30, "y", null), new Suspect("19@0", 3, 5, "more", null));
        assertThat(ledger.of(1)).isEmpty();
    }
}
