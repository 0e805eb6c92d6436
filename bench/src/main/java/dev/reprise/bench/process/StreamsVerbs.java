package dev.reprise.bench.process;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.streams.KafkaStreams;

/** What a child with a topology can be asked for: to pause, so that commands can pile up unseen, to go on, and what it is at. */
final class StreamsVerbs {
    static final String PAUSE = "pause";
    static final String RESUME = "resume";
    static final String TASKS = "tasks";
    static final String RESTORED = "restored";

    private static final long LOOK_EVERY_NANOS = 10_000_000;

    private StreamsVerbs() {}

    /** Waits until the topology runs, then answers until stdin ends. */
    static void serve(KafkaStreams streams, Map<String, ChildConsole.Verb> more) throws IOException {
        while (streams.state() != KafkaStreams.State.RUNNING) {
            if (streams.state().hasStartedOrFinishedShuttingDown()) {
                throw new IllegalStateException("Expected the topology to run, but it is " + streams.state());
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
        Map<String, ChildConsole.Verb> verbs = new HashMap<>(more);
        verbs.put(PAUSE, () -> {
            streams.pause();
            return "";
        });
        verbs.put(RESUME, () -> {
            streams.resume();
            return "";
        });
        verbs.put(TASKS, () -> Tasks.of(streams).line());
        ChildConsole.serve("", verbs);
    }
}
