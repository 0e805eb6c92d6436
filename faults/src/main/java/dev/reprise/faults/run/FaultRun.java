package dev.reprise.faults.run;

import dev.reprise.faults.check.CheckReport;
import dev.reprise.faults.check.CheckSettings;
import dev.reprise.faults.check.HistoryCheck;
import dev.reprise.faults.check.KafkaEvents;
import dev.reprise.faults.check.StoresCheck;
import dev.reprise.faults.check.StoresReport;
import dev.reprise.faults.fault.Arena;
import dev.reprise.faults.fault.Diary;
import dev.reprise.faults.fault.FaultKind;
import dev.reprise.faults.fault.Faults;
import dev.reprise.faults.load.Load;
import dev.reprise.faults.load.Probes;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Plays a plan: starts a cluster, has clients work on it while faults happen, lets it come to rest, and checks everything. */
public final class FaultRun {
    /** Between faults, so that clients get some work done. */
    private static final Duration BREATH = Duration.ofSeconds(1);

    /** The cluster is at rest at the end, and has decided everything: what is due then is not to be later than this. */
    private static final Duration GRACE = Duration.ofSeconds(6);

    /** Leases and backoffs of the load last for 5 s at most, so all of them are judged. */
    private static final Duration REST = GRACE.plusSeconds(6);

    /** Commands of a second or two: more would be those that an earlier fault left behind. */
    private static final long FEW_WAITING = 1_500;

    private static final Duration STORES_PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private final FaultPlan plan;
    private final Consumer<String> progress;
    private final Diary diary = new Diary();
    private final long begin = System.nanoTime();

    private FaultRun(FaultPlan plan, Consumer<String> progress) {
        this.plan = plan;
        this.progress = progress;
    }

    /**
     * Plays it.
     *
     * @param progress told what happens as it happens, a line each
     * @throws IllegalStateException if the cluster does not recover, or a client meets what must not be
     */
    public static RunReport play(FaultPlan plan, Consumer<String> progress) {
        return new FaultRun(plan, progress).play();
    }

    private RunReport play() {
        say("seed %d, %d faults, %d commands, bug %s"
                .formatted(plan.seed(), plan.faults(), plan.commands(), plan.bug()));
        try (Rig rig = new Rig(plan)) {
            rig.cluster().startBrokers();
            rig.cluster().start();
            say("the cluster serves: " + rig.cluster().urls());
            return play(rig);
        }
    }

    private RunReport play(Rig rig) {
        Load load = new Load(
                rig.cluster().urls(),
                rig.cluster().bootstrapServers(),
                plan.httpClients(),
                plan.kafkaPerSecond(),
                plan.seed());
        Probes probes = new Probes(rig.cluster().urls(), FaultPlan.PARTITIONS, load.memories(), load.trouble());
        try {
            work(rig, load);
        } finally {
            probes.close();
            load.close();
        }
        load.check();
        probes.check();
        say("the load has stopped after " + load.commands() + " commands");
        Arena arena = new Arena(rig.cluster());
        arena.awaitSteady();
        arena.awaitDecided();
        rest(REST);
        return check(rig, load, probes);
    }

    private void work(Rig rig, Load load) {
        Random chance = new Random(plan.seed());
        Arena arena = new Arena(rig.cluster());
        Faults faults = new Faults(arena, rig.network(), rig.disk(), rig::clockFile, diary, chance, this::say);
        Deck deck = new Deck(kinds(rig), chance);
        while (diary.faults() < plan.faults()) {
            rest(BREATH);
            FaultKind next = deck.draw();
            if (next.isMeasured()) {
                arena.awaitCalm(FEW_WAITING);
            } else if (plan.overlapping()) {
                arena.awaitNodes(FaultPlan.NODES - 1);
            }
            faults.happen(next);
            if (next.isMeasured() || !plan.overlapping()) {
                arena.awaitSteady();
            }
            load.check();
            tooLong();
            say("  %d faults, %d commands".formatted(diary.faults(), load.commands()));
        }
        while (load.commands() < plan.commands()) {
            rest(LOOK_EVERY);
            load.check();
            tooLong();
        }
    }

    private List<FaultKind> kinds(Rig rig) {
        List<FaultKind> kinds = new ArrayList<>(plan.kinds());
        if (rig.disk().isEmpty() && kinds.remove(FaultKind.FILL_DISK)) {
            say("SKIPPED: no full disk, since this process may not mount a file system of its own");
        }
        return kinds;
    }

    private void tooLong() {
        if (System.nanoTime() - begin > plan.longest().toNanos()) {
            throw new IllegalStateException("Expected the run to end within "
                    + plan.longest().toMinutes() + " min, but there were only " + diary.faults() + " faults by then");
        }
    }

    private RunReport check(Rig rig, Load load, Probes probes) {
        CheckSettings settings = CheckSettings.endingAt(System.currentTimeMillis())
                .withDoubt(diary.doubt())
                .withWindows(diary.afterKills())
                .withGrace(GRACE)
                .withSeed(plan.seed());
        try (KafkaEvents log =
                new KafkaEvents(Map.of("bootstrap.servers", rig.cluster().bootstrapServers()))) {
            CheckReport report = HistoryCheck.run(log, load.memories(), settings);
            say("the log is checked");
            if (!report.isClean()) { // said before the stores are looked at: a history that is broken cannot be folded
                say(System.lineSeparator() + report.table());
            }
            StoresReport stores = new StoresCheck(
                            rig.cluster().urls().stream().map(URI::create).toList(),
                            Map.of(),
                            Map.of("bootstrap.servers", rig.cluster().bootstrapServers()),
                            STORES_PATIENCE)
                    .run(report);
            say("the stores are checked");
            return new RunReport(
                    plan,
                    diary,
                    report,
                    stores,
                    Takeovers.of(diary, probes),
                    load.trouble(),
                    Duration.ofNanos(System.nanoTime() - begin));
        }
    }

    private void say(String line) {
        progress.accept("%6.1f s  %s".formatted((System.nanoTime() - begin) / 1e9, line));
    }

    private static void rest(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < until) {
            LockSupport.parkNanos(Math.max(until - System.nanoTime(), TimeUnit.MILLISECONDS.toNanos(1)));
        }
    }
}
