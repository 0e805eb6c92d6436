package dev.reprise.faults.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.faults.fault.FaultKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Faults on a cluster of three brokers and three nodes under load: the short version, or the long one with {@code -Pfaults}. The seed is
 * printed; {@code -Dreprise.seed=…} draws the same again. A run says itself when it takes too long; the time-outs are for one that hangs.
 */
class FaultsIT {
    private static final String LONG = "reprise.faults.long";

    @TempDir
    Path folder = Path.of("");

    @Test
    @DisabledIfSystemProperty(named = LONG, matches = "true", disabledReason = "the long version is played")
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void nothingIsLostAndNothingHappensTwice() throws IOException {
        play(FaultPlan.brief(folder, seed()));
    }

    @Test
    @EnabledIfSystemProperty(named = LONG, matches = "true", disabledReason = "takes 45 min; -Pfaults plays it")
    @Timeout(value = 150, unit = TimeUnit.MINUTES)
    void nothingIsLostAndNothingHappensTwiceInTwoHundredFaults() throws IOException {
        RunReport report = play(FaultPlan.full(folder, seed()));

        // Matters of how fast the machine is, too: the short version prints them.
        assertThat(report.failedWhileRolling()).isEmpty();
        assertThat(report.takeovers().median()).as("p50 of first answers, ms").isLessThanOrEqualTo(10_000);
    }

    private static RunReport play(FaultPlan plan) throws IOException {
        RunReport report = FaultRun.play(plan, System.out::println);

        System.out.println(report.text());
        Files.writeString(Files.createDirectories(Path.of("target")).resolve("faults.txt"), report.text());
        assertThat(report.check().violations()).as("seed %d", plan.seed()).isEmpty();
        assertThat(report.stores().isEqual()).as(report.stores().text()).isTrue();
        assertThat(report.takeovers().unanswered()).isZero();
        assertThat(report.diary().faults()).isGreaterThanOrEqualTo(plan.faults());
        assertThat(report.check().figures().commands().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isGreaterThanOrEqualTo(plan.commands());
        assertThat(report.check().figures().checkedReads()).isPositive();
        Set<FaultKind> happened = EnumSet.copyOf(report.diary().counts().keySet());
        happened.add(FaultKind.FILL_DISK); // not where no file system may be mounted, which has been said
        assertThat(happened).containsAll(Arrays.asList(FaultKind.values()));
        return report;
    }

    private static long seed() {
        return Long.getLong("reprise.seed", new Random().nextInt(1_000_000));
    }
}
