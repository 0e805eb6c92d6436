package dev.reprise.node.demo;

import dev.reprise.processor.replay.Replay;
import dev.reprise.processor.replay.ReplayResult;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;

/** Folds the events of the demonstration again and compares with the stores. */
final class DemoReplay {
    private DemoReplay() {}

    /** What differs, a sentence each. */
    static List<String> check(String bootstrapServers, int jobs, PrintStream out) {
        ReplayResult result =
                Replay.run(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers), sofar -> {});
        List<String> problems = new ArrayList<>();
        result.first().ifPresent(difference -> problems.add(difference.toString()));
        if (result.jobs() != jobs) {
            problems.add("Expected the replay to compare %d jobs, but it compared %d".formatted(jobs, result.jobs()));
        }
        out.printf(
                "  %-15s %6d  events folded again, %d jobs compared with the stores: %s%n",
                "replay",
                result.events(),
                result.jobs(),
                result.isEqual() ? "equal" : result.different() + " are different");
        return problems;
    }
}
