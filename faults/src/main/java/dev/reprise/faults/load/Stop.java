package dev.reprise.faults.load;

import org.jspecify.annotations.Nullable;

/** Tells all clients of a load to stop; the first that meets something that must not be says so here. */
final class Stop {
    private volatile boolean asked;
    private volatile @Nullable Throwable fault;

    void ask() {
        asked = true;
    }

    boolean isAsked() {
        return asked;
    }

    void because(Throwable why) {
        if (fault == null) {
            fault = why;
        }
        asked = true;
    }

    /** Throws what a client has met. */
    void check() {
        Throwable met = fault;
        if (met != null) {
            throw new IllegalStateException("A client of the load met what must not be: " + met.getMessage(), met);
        }
    }
}
