package dev.reprise.faults.fault;

import dev.reprise.faults.check.Window;
import dev.reprise.faults.memory.ClockDoubt;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What was done to a cluster, and when: what the checker has to know, and the figures that come of it. */
public final class Diary {
    /**
     * Partitions whose node was killed.
     *
     * @param at epoch milliseconds
     */
    public record Killed(long at, List<Integer> partitions) {}

    private final Map<FaultKind, Integer> counts = new EnumMap<>(FaultKind.class);
    private final ClockDoubt doubt = new ClockDoubt();
    private final List<Window> afterKills = new ArrayList<>();
    private final List<Killed> kills = new ArrayList<>();
    private final List<Window> rolling = new ArrayList<>();

    /** Notes a fault that hit so many processes, each of which counts. */
    void happened(FaultKind kind, int processes) {
        counts.merge(kind, processes, Integer::sum);
    }

    /**
     * Notes that a fault begins. Retries that are due from now on may be late because of it: what the last kill is to blame for ends here.
     *
     * @param at epoch milliseconds
     */
    void begins(long at) {
        if (!afterKills.isEmpty()) {
            Window last = afterKills.get(afterKills.size() - 1);
            if (at <= last.to()) {
                afterKills.set(afterKills.size() - 1, new Window(last.name(), last.from(), at - 1));
            }
        }
    }

    /**
     * Notes a kill that is measured.
     *
     * @param mostMillis how long retries are late because of it at most; the next fault may begin before
     */
    void killed(Killed killed, long mostMillis) {
        kills.add(killed);
        afterKills.add(new Window("after a node was killed", killed.at(), killed.at() + mostMillis));
    }

    void rolled(long from, long to) {
        rolling.add(new Window("rolling restart", from, to));
    }

    /** How often each kind happened. */
    public Map<FaultKind, Integer> counts() {
        return counts;
    }

    /** All faults together. */
    public int faults() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** When clocks were wrong. */
    public ClockDoubt doubt() {
        return doubt;
    }

    /** Times after kills of one node while the others lived, each until the next fault began at the latest. */
    public List<Window> afterKills() {
        return afterKills;
    }

    public List<Killed> kills() {
        return kills;
    }

    /** Times of rolling restarts. */
    public List<Window> rolling() {
        return rolling;
    }
}
