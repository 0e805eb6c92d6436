package dev.reprise.faults.run;

import dev.reprise.faults.fault.SmallDisk;
import dev.reprise.faults.net.Network;
import dev.reprise.faults.plant.TestSwitches;
import dev.reprise.node.cluster.ClusterPlan;
import dev.reprise.node.cluster.LocalCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The cluster of a run with all that can be done to it. */
final class Rig implements AutoCloseable {
    private static final String CLOCKS = "clocks";
    private static final String NAME = "{name}";

    private final FaultPlan plan;
    private final LocalCluster cluster;
    private final Network network;
    private final Optional<SmallDisk> disk;

    Rig(FaultPlan plan) {
        this.plan = plan;
        Path lastNode = plan.folder().resolve("node-" + FaultPlan.NODES);
        disk = plan.faults() > 0 ? SmallDisk.mount(lastNode) : Optional.empty();
        cluster =
                new LocalCluster(ClusterPlan.of(plan.folder(), FaultPlan.BROKERS, FaultPlan.NODES, FaultPlan.PARTITIONS)
                        .withOwnDoors()
                        .withJvm(brokerJvm(), nodeJvm())
                        .withNodeOptions(nodeOptions()));
        network = new Network(cluster.seats(), FaultPlan.NODES);
    }

    private static List<String> nodeOptions() {
        List<String> options = new ArrayList<>(TestSwitches.nodeOptions());
        // Six JVMs on two cores: a commit costs the brokers most, and answers may take half a minute while processes
        // start.
        options.add("--commit-interval-ms=100");
        return options;
    }

    private static List<String> brokerJvm() {
        return List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    }

    private List<String> nodeJvm() {
        try {
            Files.createDirectories(plan.folder().resolve(CLOCKS));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> options = new ArrayList<>(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        options.addAll(
                TestSwitches.jvm(plan.bug(), plan.folder().resolve(CLOCKS).resolve(NAME)));
        return options;
    }

    LocalCluster cluster() {
        return cluster;
    }

    Network network() {
        return network;
    }

    Optional<SmallDisk> disk() {
        return disk;
    }

    /** Where the error of a node's clock is written. */
    Path clockFile(int node) {
        return plan.folder().resolve(CLOCKS).resolve(cluster.nodes().get(node).name());
    }

    @Override
    public void close() {
        cluster.close();
        network.close();
        disk.ifPresent(small -> {
            try {
                small.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
