package dev.reprise.faults.run;

import dev.reprise.faults.fault.FaultKind;
import dev.reprise.faults.plant.PlantedBug;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What a run is to do.
 *
 * @param folder for data, logs and the report; emptied by nobody
 * @param seed of all that is drawn: what clients do, which faults happen in which order, and to whom
 * @param faults at least as many, each process that is hit counting as one
 * @param commands at least as many of which the clients know the outcome, or never will
 * @param longest the run is stopped after this time, and has then failed
 * @param kinds of faults that may happen
 * @param bug that all nodes have; the checker is to find it
 * @param overlapping whether a fault may happen while others are not over yet, as long as two nodes serve; those that are measured
 *     happen alone all the same
 * @param httpClients clients that speak HTTP
 * @param kafkaPerSecond commands a second over Kafka
 */
public record FaultPlan(
        Path folder,
        long seed,
        int faults,
        long commands,
        Duration longest,
        List<FaultKind> kinds,
        PlantedBug bug,
        boolean overlapping,
        int httpClients,
        double kafkaPerSecond) {
    static final int BROKERS = 3;
    static final int NODES = 3;
    static final int PARTITIONS = 4;

    public FaultPlan {
        kinds = List.copyOf(kinds);
    }

    /** 20 faults, 50,000 commands: in about four minutes on two cores. */
    public static FaultPlan brief(Path folder, long seed) {
        return new FaultPlan(
                folder,
                seed,
                20,
                50_000,
                Duration.ofMinutes(10),
                List.of(FaultKind.values()),
                PlantedBug.NONE,
                false,
                6,
                200);
    }

    /** 200 faults, a million commands: about 45 minutes on two cores. */
    public static FaultPlan full(Path folder, long seed) {
        return new FaultPlan(
                folder,
                seed,
                200,
                1_000_000,
                Duration.ofHours(2),
                List.of(FaultKind.values()),
                PlantedBug.NONE,
                true,
                6,
                550);
    }

    /** No faults but those of the engine itself. */
    public static FaultPlan withBug(Path folder, long seed, PlantedBug bug) {
        return new FaultPlan(folder, seed, 0, 4_000, Duration.ofMinutes(5), List.of(), bug, false, 6, 300);
    }

    public FaultPlan withAtLeast(int someFaults, long someCommands) {
        return new FaultPlan(
                folder, seed, someFaults, someCommands, longest, kinds, bug, overlapping, httpClients, kafkaPerSecond);
    }

    public FaultPlan withKinds(List<FaultKind> some) {
        return new FaultPlan(
                folder, seed, faults, commands, longest, some, bug, overlapping, httpClients, kafkaPerSecond);
    }
}
