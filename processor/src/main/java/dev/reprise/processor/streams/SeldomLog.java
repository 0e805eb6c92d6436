package dev.reprise.processor.streams;

import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;

/**
 * Logs one thing of each kind a minute, with the number of those that it kept to itself: a producer that writes rubbish must not
 * fill the disk with our log. Texts never have what came in a record: it may be secret, and the dead letter has it. Used by one
 * thread.
 */
final class SeldomLog {
    private static final long PAUSE = 60_000;

    private final Logger log;
    private final Map<Object, long[]> kinds = new HashMap<>();

    SeldomLog(Logger log) {
        this.log = log;
    }

    /** A fault of some kind; its class and where it comes from are logged, its message is not. */
    void warn(Object kind, String sentence, Fault fault, long now) {
        long[] state = kinds.computeIfAbsent(kind, any -> new long[] {now - PAUSE, 0});
        if (now - state[0] < PAUSE && now >= state[0]) {
            state[1]++;
            return;
        }
        log.warn("{} ({}; {} more of the kind since the last line): {}", sentence, kind, state[1], fault.place());
        state[0] = now;
        state[1] = 0;
    }
}
