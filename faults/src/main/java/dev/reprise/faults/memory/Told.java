package dev.reprise.faults.memory;

import dev.reprise.common.RejectionType;
import org.jspecify.annotations.Nullable;

/**
 * What a client was told of a command.
 *
 * @param at when, in epoch milliseconds of the harness's clock
 * @param sequence of the job's last event by the command; null unless {@link Outcome#ACCEPTED}
 * @param rejection null unless {@link Outcome#REJECTED}
 */
public record Told(
        Outcome outcome,
        long at,
        @Nullable Long sequence,
        @Nullable RejectionType rejection) {
    public static Told accepted(long sequence, long at) {
        return new Told(Outcome.ACCEPTED, at, sequence, null);
    }

    /** Refused by the engine: an answer with the member {@code rejection}, or a CommandRejected on job-replies. */
    public static Told rejected(RejectionType type, long at) {
        return new Told(Outcome.REJECTED, at, null, type);
    }

    public static Told appended(long at) {
        return new Told(Outcome.APPENDED, at, null, null);
    }

    public static Told notAppended(long at) {
        return new Told(Outcome.NOT_APPENDED, at, null, null);
    }

    public static Told unknown(long at) {
        return new Told(Outcome.UNKNOWN, at, null, null);
    }

    /**
     * What is known after the command was repeated under the same id: the first outcome that is one. One that may be in the log once
     * stays so, whatever became of the repeat.
     */
    public Told then(Told next) {
        return switch (outcome) {
            case ACCEPTED, REJECTED, APPENDED -> this;
            case NOT_APPENDED -> next;
            case UNKNOWN -> next.outcome == Outcome.NOT_APPENDED ? unknown(next.at) : next;
        };
    }
}
