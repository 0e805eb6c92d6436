package dev.reprise.faults.run;

import dev.reprise.faults.check.Window;
import dev.reprise.faults.fault.Diary;
import dev.reprise.faults.load.Probes;
import java.util.ArrayList;
import java.util.List;

/**
 * How long partitions gave no answer after their node was killed.
 *
 * @param millis for each partition of each kill, in order of size: from the kill to the first answer to a command that was sent after
 *     it
 * @param unanswered partitions that gave no answer any more
 * @param silence the longest time that any partition gave no answer while nodes were restarted in turn, in milliseconds
 */
public record Takeovers(List<Long> millis, int unanswered, long silence) {
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

    private static long silence(Diary diary, Probes probes) {
        long longest = 0;
        for (Window window : diary.rolling()) {
            for (int partition = 0; partition < FaultPlan.PARTITIONS; partition++) {
                longest = Math.max(longest, probes.longestSilence(partition, window.from(), window.to()));
            }
        }
        return longest;
    }

    long median() {
        return millis.isEmpty() ? 0 : millis.get(millis.size() / 2);
    }

    long longest() {
        return millis.isEmpty() ? 0 : millis.get(millis.size() - 1);
    }
}
