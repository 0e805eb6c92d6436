package dev.reprise.bench.restore;

import dev.reprise.bench.RunOptions;
import dev.reprise.bench.load.CommittedEvents;
import dev.reprise.bench.load.JobSet;
import dev.reprise.bench.load.Jobs;
import dev.reprise.bench.load.Sender;
import dev.reprise.bench.process.Child;
import dev.reprise.bench.process.Member;
import dev.reprise.bench.process.Rig;
import dev.reprise.bench.report.BenchResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench restore}: how long nothing is decided when a process is gone, with its state or with a copy of it elsewhere. */
@Command(
        name = "restore",
        description =
                "Kills the engine and takes its local state away: how long until it decides again. Then the same with two"
                        + " processes, the second with a copy of the state: the first leaves in good order, and is killed.",
        mixinStandardHelpOptions = true)
public final class RestoreBench implements Callable<Integer> {
    @Option(names = "--jobs", defaultValue = "1000000", description = "Jobs stored (default: ${DEFAULT-VALUE}).")
    private int jobs;

    @Option(names = "--rounds", defaultValue = "3", description = "Rounds (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--commit-interval",
            defaultValue = "10",
            description = "Milliseconds between commits (default: ${DEFAULT-VALUE}).")
    private int commitInterval;

    @Mixin
    private RunOptions options = new RunOptions();

    @Override
    public Integer call() {
        BenchResult result = new BenchResult("restore");
        RestoreReport report = new RestoreReport(result);
        Duration commit = Duration.ofMillis(commitInterval);
        try (Rig rig = Rig.withBroker(options.limit());
                Sender sender = new Sender(rig.bootstrapServers(), Duration.ZERO);
                CommittedEvents events = CommittedEvents.ofEngine(rig.bootstrapServers())) {
            Jobs load = new Jobs(sender, events);
            JobSet set = new JobSet(0, jobs);
            Child engine = rig.engine(commit, options.engineJvm());
            load.create(set);
            try (Trickle trickle = new Trickle(load, set, events)) {
                trickle.awaitDecision(options.limit());
                report.restarts(restarts(engine, rig, Member.alone(commit), trickle));
                takeOvers(rig, commit, trickle, report);
            }
        }
        report.end(jobs, rounds);
        result.publish(options.json());
        return 0;
    }

    /** Ends in good order, so that the state that the last round has restored need not be restored once more. */
    private List<Restart> restarts(Child first, Rig rig, Member alone, Trickle trickle) {
        List<Restart> all = new ArrayList<>();
        Child engine = first;
        for (int i = 0; i < rounds; i++) {
            Restart.Made made = Restart.of(engine, rig, alone, options.engineJvm(), trickle, options.limit());
            engine = made.engine();
            all.add(made.restart());
        }
        engine.close();
        return all;
    }

    private void takeOvers(Rig rig, Duration commit, Trickle trickle, RestoreReport report) {
        Pair pair = new Pair(
                new Member(Member.alone(commit).name(), commit, 1),
                new Member("other", commit, 1),
                rig,
                options.jvm(),
                trickle,
                options.limit());
        List<Standstill> left = new ArrayList<>();
        List<Standstill> killed = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            left.add(pair.leave());
            killed.add(pair.kill());
        }
        report.takeOvers(left, killed);
    }
}
