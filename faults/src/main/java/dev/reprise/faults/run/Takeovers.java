package dev.reprise.faults.run;

import dev.reprise.faults.fault.Diary;
import dev.reprise.faults.load.Probes;
import dev.reprise.faults.load.Silence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How long partitions gave no answer after their node was killed.
 *
 * @param millis for each partition of each kill, in order of size: from the kill to the first answer to a command that was sent after
 *     it
 * @param unanswered partitions that gave no answer any more
 * @param silence the longest time that any partition gave no answer while nodes were restarted in turn
 */
public record Takeovers(List<Long> millis, int unanswered, Silence silence) {
    public Takeovers {
        millis = millis.stream().sorted().toList();
    }

    static Takeovers of(Diary diary, Probes probes) {
        List<Long> millis = new ArrayList<>();
        int unanswered = 0;
        for (Diary.Killed killed : diary.kills()) {
            for (int partition : killed.partitions()) {
                var first = probes.firstAnswer(partition, killed.at());
                if (first.isPresent()) {
                    millis.add(first.getAsLong());
                } else {
                    unanswered++;
                }
            }
        }
        return new Takeovers(millis, unanswered, silence(diary, probes));
    }

    private static Silence silence(Diary diary, Probes probes) {
        return diary.rolling().stream()
                .flatMap(window -> IntStream.range(0, FaultPlan.PARTITIONS)
                        .mapToObj(partition -> probes.longestSilence(partition, window.from(), window.to())))
                .max(Comparator.comparingLong(Silence::millis))
                .orElse(Silence.NONE);
    }

    long median() {
        return millis.isEmpty() ? 0 : millis.get(millis.size() / 2);
    }

    long longest() {
        return millis.isEmpty() ? 0 : millis.get(millis.size() - 1);
    }
}
