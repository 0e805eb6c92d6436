package dev.reprise.gateway.activation;

import dev.reprise.gateway.commands.Outcome;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one partition's jobs of one type and tenant.
 *
 * <p>A partition that gave less than it was asked for has no more, and says so with a notice when it has again. Until
 * then it need not be asked: that is what keeps a thousand waiting workers quiet. One that gave all it was asked for
 * may have more, and is asked by twice as many polls at a time, so that a backlog is soon handed out as fast as the
 * engine can, and a single job does not bring a thousand questions.
 */
final class Shelf {
    static final int MOST_ASKS = 32;
    private static final long PAUSE_AFTER_FAULT = TimeUnit.MILLISECONDS.toNanos(200);

    private boolean empty;
    private long emptyUntil;
    private boolean noticed;
    private long notices;
    private int asks;
    private int window = 1;
    private @Nullable Outcome fault;
    private long notBefore;

    /** Whether it may have jobs and is not being asked by enough polls already. */
    boolean open(long now) {
        return !isEmpty(now) && asks < window && (fault == null || now - notBefore >= 0);
    }

    /** Whether it is known to have no jobs. */
    private boolean isEmpty(long now) {
        return empty && now - emptyUntil < 0;
    }

    /** Whether a notice said that it has jobs, and nobody has looked since. */
    boolean noticed() {
        return noticed;
    }

    /** A notice says that it has jobs. */
    void notice() {
        notices++;
        noticed = true;
        empty = false;
    }

    /** A poll begins to ask. The result is to be given back with the answer. */
    long asked() {
        asks++;
        noticed = false;
        return notices;
    }

    /** It gave all that was asked for. */
    void full() {
        answered();
        empty = false;
        window = Math.min(MOST_ASKS, window * 2);
    }

    /**
     * It gave less than was asked for.
     *
     * @param asked what {@link #asked} said: a notice that came since may be of a later job
     * @param until when to ask again even without a notice
     */
    void ranOut(long asked, long until) {
        answered();
        window = 1;
        if (asked == notices) {
            empty = true;
            emptyUntil = until;
        }
    }

    /** It could not be asked, or did not answer. */
    void failed(Outcome outcome, long now) {
        asks--;
        if (!(outcome instanceof Outcome.Rejected)) { // that is the fault of the one who asked
            fault = outcome;
            notBefore = now + PAUSE_AFTER_FAULT;
        }
    }

    /** What went wrong when it was asked last; null if nothing did. */
    @Nullable
    Outcome fault() {
        return fault;
    }

    private void answered() {
        asks--;
        fault = null;
    }
}
