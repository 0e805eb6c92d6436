package dev.reprise.faults;

import dev.reprise.faults.fault.FaultKind;
import dev.reprise.faults.plant.PlantedBug;
import dev.reprise.faults.run.FaultPlan;
import dev.reprise.faults.run.FaultRun;
import dev.reprise.faults.run.RunReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Faults on a cluster under load: {@code bin/reprise faults …}. */
@Command(
        name = "faults",
        description = {
            "Starts three brokers and three nodes on this machine, has clients work on them while processes are killed, frozen and cut off,",
            "and checks every record and every answer afterwards. Needs no more than loopback."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every promise was kept",
            "1:a promise was broken, or the run failed",
            "2:a mistake in the arguments"
        })
public final class Main implements Callable<Integer> {
    @Option(names = "--long", description = "200 faults and a million commands instead of 20 and 50,000.")
    private boolean isLong;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of all that is drawn; a new one if absent, which is printed.")
    private @Nullable Long seed;

    @Option(names = "--faults", paramLabel = "N", description = "At least so many.")
    private @Nullable Integer faults;

    @Option(names = "--commands", paramLabel = "N", description = "At least so many.")
    private @Nullable Long commands;

    @Option(names = "--kinds", paramLabel = "KIND", split = ",", description = "Only these: ${COMPLETION-CANDIDATES}.")
    private List<FaultKind> kinds = new ArrayList<>();

    @Option(
            names = "--bug",
            paramLabel = "BUG",
            description = "Plants a bug that must be found: ${COMPLETION-CANDIDATES}.")
    private PlantedBug bug = PlantedBug.NONE;

    @Option(names = "--folder", required = true, paramLabel = "DIR", description = "An empty folder for data and logs.")
    private Path folder = Path.of("");

    public static void main(String[] args) {
        System.exit(new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }

    @Override
    public Integer call() {
        long drawn = seed == null ? new Random().nextInt(1_000_000) : seed;
        Path data = folder.toAbsolutePath();
        FaultPlan plan = isLong ? FaultPlan.full(data, drawn) : FaultPlan.brief(data, drawn);
        if (bug != PlantedBug.NONE) {
            plan = FaultPlan.withBug(data, drawn, bug);
        }
        plan = plan.withAtLeast(faults == null ? plan.faults() : faults, commands == null ? plan.commands() : commands);
        RunReport report = FaultRun.play(kinds.isEmpty() ? plan : plan.withKinds(kinds), System.out::println);
        System.out.println(report.text());
        return report.isClean() ? 0 : 1;
    }
}
