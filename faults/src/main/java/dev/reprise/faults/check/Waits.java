package dev.reprise.faults.check;

import org.jspecify.annotations.Nullable;

/** What clients' memories say of when a job may be handed out again. */
final class Waits {
    /**
     * A time that must have passed.
     *
     * @param kind what it is if it has not
     * @param from when it began at the earliest, in epoch milliseconds of the harness's clock
     * @param length milliseconds
     */
    record Wait(Violation.Kind kind, long from, long length) {
        long until() {
            return from + length;
        }
    }

    /** The backoff that the job is in; null if there is none or no client remembers how it came. */
    @Nullable
    Wait backOff;
    /** The lease that the job is under; null if there is none or no client remembers it. */
    @Nullable
    Wait lease;
    /** What ended by itself since the job was held last; null if nothing did. */
    @Nullable
    Wait over;
    /** When the report that ended the last lease was sent; −1 if no report under a lease did. */
    long reportSentAt = -1;
}
