package dev.reprise.bench.process;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.streams.KafkaStreams;

/** What a child with a topology can be asked for: to pause, so that commands can pile up unseen, and to go on. */
final class StreamsVerbs {
    static final String PAUSE = "pause";
    static final String RESUME = "resume";

    private static final long LOOK_EVERY_NANOS = 10_000_000;

    private StreamsVerbs() {}

    static void serve(KafkaStreams streams) throws IOException {
        while (streams.state() != KafkaStreams.State.RUNNING) {
            if (streams.state().hasStartedOrFinishedShuttingDown()) {
                throw new IllegalStateException("Expected the topology to run, but it is " + streams.state());
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
        ChildConsole.serve(
                "",
                Map.of(
                        PAUSE,
                        () -> {
                            streams.pause();
                            return "";
                        },
                        RESUME,
                        () -> {
                            streams.resume();
                            return "";
                        }));
    }
}
