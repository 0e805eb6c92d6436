package dev.reprise.faults.fault;

import dev.reprise.faults.net.Network;
import dev.reprise.faults.plant.ClockFile;
import dev.reprise.node.cluster.LocalCluster;
import dev.reprise.node.cluster.Member;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Does to a cluster what a fault is, and what ends it. Afterwards the cluster may still be recovering. */
public final class Faults {
    /** A little more than the session of a node: others have taken over by then. */
    private static final Duration LONG = Duration.ofMillis(8_500);

    private static final Duration RESTART_PATIENCE = Duration.ofSeconds(120);

    /** Retries that are due this long after a kill are late because of it, unless something else happens before. */
    private static final long WINDOW_MILLIS = 20_000;

    /** From a kill that is measured to the next fault, at least: others have taken over, and what was due meanwhile has fired. */
    private static final Duration TAKEN_OVER = Duration.ofSeconds(12);

    /**
     * How long a disk is full: until the node meets an error for want of it, which it does when it writes. Its stores write now and then
     * only, but whenever a node starts: one that has not met an error soon is killed and has to start on the full disk.
     */
    private static final Duration FULL_AT_LEAST = Duration.ofSeconds(3);

    private static final Duration FULL_AT_MOST = Duration.ofSeconds(40);
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    /** What a node logs that could not write, or finds at its start that it has not written. */
    private static final List<String> NOT_WRITTEN = List.of("No space left", "are corrupted");

    private static final long CLOCK_MILLIS = 5_000;

    private final Arena arena;
    private final Network network;
    private final Optional<SmallDisk> disk;
    private final IntFunction<Path> clockFiles;
    private final Diary diary;
    private final Random chance;
    private final Consumer<String> progress;

    /**
     * @param disk of the last node, if it has one of its own
     * @param clockFiles where the error of each node's clock is written
     */
    public Faults(
            Arena arena,
            Network network,
            Optional<SmallDisk> disk,
            IntFunction<Path> clockFiles,
            Diary diary,
            Random chance,
            Consumer<String> progress) {
        this.arena = arena;
        this.network = network;
        this.disk = disk;
        this.clockFiles = clockFiles;
        this.diary = diary;
        this.chance = chance;
        this.progress = progress;
    }

    /** Has one happen. */
    public void happen(FaultKind kind) {
        diary.begins(System.currentTimeMillis());
        int node = chance.nextInt(cluster().nodes().size());
        switch (kind) {
            case KILL_NODE -> killNode(kind, owner(node), Duration.ofMillis(200 + chance.nextInt(2_000)));
            case KILL_NODE_FOR_LONG -> killNode(kind, owner(node), LONG.plusMillis(chance.nextInt(3_000)));
            case KILL_TWO_NODES -> killTwo();
            case FREEZE_NODE -> freeze(owner(node));
            case CUT_NODE -> cut(owner(node));
            case BREAK_CONNECTIONS -> breakConnections(owner(node));
            case KILL_BROKER ->
                killBroker(kind, chance.nextInt(cluster().brokers().size()));
            case KILL_CONTROLLER -> killBroker(kind, arena.controller());
            case FILL_DISK -> disk.ifPresent(this::fillDisk);
            case SET_CLOCK -> setClock(owner(node));
            case RESTART_IN_TURN -> restartInTurn();
            case RESTART_ALL -> restartAll();
        }
    }

    private LocalCluster cluster() {
        return arena.cluster();
    }

    private String nodeName(int node) {
        return cluster().nodes().get(node).name();
    }

    /** This node, or the next one that has partitions: nobody would feel what happens to another one. */
    private int owner(int node) {
        int nodes = cluster().nodes().size();
        return IntStream.range(0, nodes)
                .map(further -> (node + further) % nodes)
                .filter(each -> !arena.partitions(each).isEmpty())
                .findFirst()
                .orElse(node);
    }

    private void killNode(FaultKind kind, int node, Duration downTime) {
        List<Integer> partitions = arena.partitions(node);
        say(kind, nodeName(node) + " with partitions " + partitions);
        boolean measured = arena.isSteady(); // else it would not be this kill alone that partitions are silent after
        long killedAt = System.nanoTime();
        if (measured) {
            diary.killed(new Diary.Killed(System.currentTimeMillis(), partitions), WINDOW_MILLIS);
        }
        Member member = cluster().nodes().get(node);
        member.kill();
        rest(downTime);
        member.start();
        diary.happened(kind, 1);
        if (measured) {
            rest(TAKEN_OVER.minusNanos(System.nanoTime() - killedAt));
        }
    }

    private void killTwo() {
        List<Member> victims = new ArrayList<>(cluster().nodes());
        Collections.shuffle(victims, chance);
        List<Member> two = victims.subList(0, Math.min(2, victims.size()));
        say(FaultKind.KILL_TWO_NODES, two.stream().map(Member::name).toList().toString());
        two.forEach(Member::kill);
        rest(Duration.ofMillis(500 + chance.nextInt(9_000)));
        two.forEach(Member::start);
        diary.happened(FaultKind.KILL_TWO_NODES, two.size());
    }

    private void freeze(int node) {
        say(FaultKind.FREEZE_NODE, nodeName(node));
        Member member = cluster().nodes().get(node);
        member.pause();
        rest(LONG.plusMillis(chance.nextInt(2_000)));
        member.resume();
        diary.happened(FaultKind.FREEZE_NODE, 1);
    }

    private void cut(int node) {
        say(FaultKind.CUT_NODE, nodeName(node));
        network.cut(node);
        rest(LONG.plusMillis(chance.nextInt(2_000)));
        network.mend(node);
        diary.happened(FaultKind.CUT_NODE, 1);
    }

    private void breakConnections(int node) {
        say(FaultKind.BREAK_CONNECTIONS, nodeName(node));
        network.reset(node);
        diary.happened(FaultKind.BREAK_CONNECTIONS, 1);
    }

    private void killBroker(FaultKind kind, int broker) {
        Member member = cluster().brokers().get(broker);
        say(kind, member.name());
        member.kill();
        rest(Duration.ofMillis(500 + chance.nextInt(7_000)));
        member.start();
        diary.happened(kind, 1);
    }

    private void fillDisk(SmallDisk small) {
        Member member = cluster().nodes().get(cluster().nodes().size() - 1);
        say(FaultKind.FILL_DISK, member.name());
        try {
            LogTail log = LogTail.of(cluster().log(member.name()));
            small.fill();
            if (!isFelt(small, member, log)) {
                say(
                        FaultKind.FILL_DISK,
                        "%s did not feel it in %d s".formatted(member.name(), FULL_AT_MOST.toSeconds()));
            }
            small.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // Whoever runs nodes starts one again that has ended; this one may have, for want of a disk.
        if (!member.isAlive()) {
            member.start();
        }
        diary.happened(FaultKind.FILL_DISK, 1);
    }

    /** Waits until the node has met an error or ended, within bounds, and kills and starts it if it has not soon; whether it has. */
    private static boolean isFelt(SmallDisk small, Member member, LogTail log) throws IOException {
        long begin = System.nanoTime();
        Duration full = Duration.ZERO;
        boolean felt = false;
        boolean restarted = false;
        while (full.compareTo(felt ? FULL_AT_LEAST : FULL_AT_MOST) < 0) {
            rest(LOOK_EVERY);
            if (!felt && !restarted && full.compareTo(FULL_AT_LEAST) > 0) {
                restarted = true;
                member.kill();
                member.start();
            }
            small.fill();
            felt = felt || !member.isAlive() || log.saysAnyOf(NOT_WRITTEN);
            full = Duration.ofNanos(System.nanoTime() - begin);
        }
        return felt;
    }

    private void setClock(int node) {
        long offset = (chance.nextBoolean() ? 1 : -1) * (1_000 + chance.nextInt((int) CLOCK_MILLIS - 1_000));
        say(FaultKind.SET_CLOCK, nodeName(node) + " by " + offset + " ms");
        long from = System.currentTimeMillis();
        try {
            ClockFile.set(clockFiles.apply(node), offset);
            rest(Duration.ofMillis(3_000 + chance.nextInt(2_000)));
            ClockFile.set(clockFiles.apply(node), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // What was due by a clock that was behind is late by as much, and what was promised by one that was ahead as
        // well.
        diary.doubt().during(from - CLOCK_MILLIS, System.currentTimeMillis() + 2 * CLOCK_MILLIS);
        diary.happened(FaultKind.SET_CLOCK, 1);
    }

    private void restartInTurn() {
        say(FaultKind.RESTART_IN_TURN, "all nodes");
        long from = System.currentTimeMillis();
        for (Member node : cluster().nodes()) {
            node.stop();
            node.start();
            node.awaitReady(RESTART_PATIENCE);
        }
        diary.rolled(from, System.currentTimeMillis());
        diary.happened(FaultKind.RESTART_IN_TURN, cluster().nodes().size());
    }

    private void restartAll() {
        say(FaultKind.RESTART_ALL, "nodes and brokers");
        List<Member> all = cluster().members().toList();
        all.forEach(Member::kill);
        cluster().brokers().forEach(Member::start);
        cluster().nodes().forEach(Member::start);
        diary.happened(FaultKind.RESTART_ALL, all.size());
    }

    private void say(FaultKind kind, String whom) {
        progress.accept("%-18s %s".formatted(kind, whom));
    }

    private static void rest(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < until) {
            LockSupport.parkNanos(until - System.nanoTime());
        }
    }
}
