package dev.reprise.faults.run;

import dev.reprise.faults.fault.Diary;
import dev.reprise.faults.load.Probes;
import dev.reprise.faults.load.Silence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How long partitions gave no answer after their node was killed.
 *
 * @param all one for each partition of each kill
 * @param silence the longest time that any partition gave no answer while nodes were restarted in turn
 */
public record Takeovers(List<Takeover> all, Silence silence) {
    /**
     * A partition of a node that was killed.
     *
     * @param killedAt epoch milliseconds
     * @param millis from the kill to the first answer to a command that was sent after it; empty if there was none any more
     */
    public record Takeover(long killedAt, int partition, OptionalLong millis) {
        private String text() {
            String after = millis.isEmpty() ? "never" : "%.1f s".formatted(millis.getAsLong() / 1e3);
            return "partition %d of the node killed at %s: %s"
                    .formatted(partition, Instant.ofEpochMilli(killedAt), after);
        }

        private long orForEver() {
            return millis.orElse(Long.MAX_VALUE);
        }
    }

    public Takeovers {
        all = List.copyOf(all);
    }

    static Takeovers of(Diary diary, Probes probes) {
        List<Takeover> all = new ArrayList<>();
        for (Diary.Killed killed : diary.kills()) {
            for (int partition : killed.partitions()) {
                all.add(new Takeover(killed.at(), partition, probes.firstAnswer(partition, killed.at())));
            }
        }
        return new Takeovers(all, silence(diary, probes));
    }

    /** In order of size: how long it took where there was an answer. */
    public List<Long> millis() {
        return all.stream()
                .flatMapToLong(takeover -> takeover.millis.stream())
                .sorted()
                .boxed()
                .toList();
    }

    /** Partitions that gave no answer any more. */
    public int unanswered() {
        return all.size() - millis().size();
    }

    /** The ones that took longest, a line each: when it was, and which partition. */
    String slowest(int most) {
        return all.stream()
                .sorted(Comparator.comparingLong(Takeover::orForEver).reversed())
                .limit(most)
                .map(takeover -> "  " + takeover.text() + System.lineSeparator())
                .collect(Collectors.joining());
    }

    private static Silence silence(Diary diary, Probes probes) {
        return diary.rolling().stream()
                .flatMap(window -> IntStream.range(0, FaultPlan.PARTITIONS)
                        .mapToObj(partition -> probes.longestSilence(partition, window.from(), window.to())))
                .max(Comparator.comparingLong(Silence::millis))
                .orElse(Silence.NONE);
    }

    long median() {
        List<Long> millis = millis();
        return millis.isEmpty() ? 0 : millis.get(millis.size() / 2);
    }

    long longest() {
        List<Long> millis = millis();
        return millis.isEmpty() ? 0 : millis.get(millis.size() - 1);
    }
}
