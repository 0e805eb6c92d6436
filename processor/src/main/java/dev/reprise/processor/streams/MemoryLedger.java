package dev.reprise.processor.streams;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers suspects as long as the process lives; for each partition the last few. */
final class MemoryLedger implements SuspectLedger {
    /** More than one only if several poisonous records lie in one transaction. */
    static final int MOST = 8;

    private final Map<Integer, List<Suspect>> suspects = new ConcurrentHashMap<>();

    @Override
    public List<Suspect> of(int partition) {
        return suspects.getOrDefault(partition, List.of());
    }

    @Override
    public void died(int partition, Suspect suspect) {
        suspects.merge(partition, List.of(suspect), (known, one) -> added(known, suspect));
    }

    /** What others know, too: of two entries for one step the one with more deaths counts. */
    void learn(int partition, List<Suspect> others) {
        suspects.merge(partition, others, MemoryLedger::merged);
    }

    private static List<Suspect> added(List<Suspect> known, Suspect one) {
        List<Suspect> all = new ArrayList<>(known);
        Suspect sum = take(all, one.step()).map(before -> before.again(one)).orElse(one);
        all.add(sum);
        return last(all);
    }

    private static List<Suspect> merged(List<Suspect> known, List<Suspect> others) {
        List<Suspect> all = new ArrayList<>(known);
        for (Suspect other : others) {
            Suspect more = take(all, other.step())
                    .filter(before -> before.deaths() >= other.deaths())
                    .orElse(other);
            all.add(more);
        }
        return last(all);
    }

    private static Optional<Suspect> take(List<Suspect> all, String step) {
        Optional<Suspect> found =
                all.stream().filter(suspect -> suspect.step().equals(step)).findFirst();
        found.ifPresent(all::remove);
        return found;
    }

    private static List<Suspect> last(List<Suspect> all) {
        return List.copyOf(all.subList(Math.max(0, all.size() - MOST), all.size()));
    }
}
