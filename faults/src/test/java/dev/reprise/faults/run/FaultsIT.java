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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Faults on a cluster of three brokers and three nodes under load: the short version, or the long one with {@code -Pfaults}. The seed is
 * printed; {@code -Dreprise.seed=…} draws the same again.
 */
class FaultsIT {
    private static final boolean LONG = Boolean.getBoolean("reprise.faults.long");

    @TempDir
    Path folder = Path.of("");

    @Test
    void nothingIsLostAndNothingHappensTwice() throws IOException {
        long seed = Long.getLong("reprise.seed", new Random().nextInt(1_000_000));
        FaultPlan plan = LONG ? FaultPlan.full(folder, seed) : FaultPlan.brief(folder, seed);

        RunReport report = FaultRun.play(plan, System.out::println);

        System.out.println(report.text());
        Files.writeString(Files.createDirectories(Path.of("target")).resolve("faults.txt"), report.text());
        assertThat(report.check().violations()).as("seed %d", seed).isEmpty();
        assertThat(report.stores().isEqual()).as(report.stores().text()).isTrue();
        if (LONG) { // a matter of how fast the machine is: printed here, and held to where it is measured
            assertThat(report.failedWhileRolling()).isEmpty();
        }
        assertThat(report.takeovers().unanswered()).isZero();
        assertThat(report.diary().faults()).isGreaterThanOrEqualTo(plan.faults());
        assertThat(report.check().figures().commands().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isGreaterThanOrEqualTo(plan.commands());
        Set<FaultKind> happened = EnumSet.copyOf(report.diary().counts().keySet());
        happened.add(FaultKind.FILL_DISK); // not where no file system may be mounted, which has been said
        assertThat(happened).containsAll(Arrays.asList(FaultKind.values()));
    }
}
