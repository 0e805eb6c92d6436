package dev.reprise.node.access;

import dev.reprise.processor.metrics.Meter;
import dev.reprise.processor.metrics.Metrics;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts callers that are refused, and tells of them in the log, now and then: whoever knocks often shall not fill the disk. */
final class Refusals {
    /** Why somebody is refused. */
    enum Why {
        NOTHING("said nothing of themselves"),
        WRONG("said what is not right, or is no more"),
        ROLE("may not do what they asked for"),
        PEER("are no node of this cluster");

        private final String words;

        Why(String words) {
            this.words = words;
        }
    }

    private static final Logger log = LoggerFactory.getLogger(Refusals.class);
    private static final long PAUSE_NANOS = Duration.ofSeconds(10).toNanos();

    private final Metrics metrics;
    private final LongSupplier nanoTime;
    private boolean any;
    private long toldAt;
    private long since;

    Refusals(Metrics metrics, LongSupplier nanoTime) {
        this.metrics = metrics;
        this.nanoTime = nanoTime;
    }

    /**
     * @param who name for people, as far as it is known; never what they presented
     */
    void count(Why why, String from, String who) {
        metrics.counter(Meter.HTTP_REFUSED, why.name().toLowerCase(Locale.ROOT)).increment();
        long untold;
        synchronized (this) {
            long now = nanoTime.getAsLong();
            if (any && now - toldAt < PAUSE_NANOS) {
                since++;
                return;
            }
            untold = since;
            any = true;
            toldAt = now;
            since = 0;
        }
        log.warn(
                "Refused a caller from {}{}: they {}{}",
                from,
                who.isEmpty() ? "" : " (" + who + ")",
                why.words,
                more(untold));
    }

    private static String more(long untold) {
        return untold == 0 ? "" : "; and " + untold + " others since this was last said";
    }
}
