package dev.reprise.processor.streams;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A step at which threads or processes died: a record of job-commands, or a row of the due index.
 *
 * @param step which one, see {@link Step}
 * @param deaths how many died, 1 or more
 * @param at when the last one did, in epoch milliseconds
 * @param place what it died of and where; quotes nothing of a record
 * @param fault all about it; null if another process has seen it
 */
record Suspect(
        String step,
        int deaths,
        long at,
        String place,
        @Nullable Fault fault) {
    /** A fluke rarely strikes the same step twice; a poisonous one kills every thread that comes to it. */
    private static final int MOST_OF_THREADS = 2;

    /** Processes die of many things that are not the record's: one more, to be sure. */
    private static final int MOST_OF_PROCESSES = 3;

    /** Place of a process that left nothing but a note of what it was at. */
    static final String PROCESS_GONE = "the process ended";

    private static final String OUT_OF_MEMORY = OutOfMemoryError.class.getName();
    private static final long PAUSE_OF_ROWS = TimeUnit.DAYS.toMillis(1);

    /** Whether it is not to be tried any more. */
    boolean isDeadly() {
        return deaths >= (isOfProcess() ? MOST_OF_PROCESSES : MOST_OF_THREADS);
    }

    /** Whether a due row is not to be tried at this time. It is every day: unlike a record it cannot be put aside for good. */
    boolean isDeadlyRow(long now) {
        return isDeadly() && now - at < PAUSE_OF_ROWS;
    }

    private boolean isOfProcess() {
        return place.equals(PROCESS_GONE) || place.startsWith(OUT_OF_MEMORY);
    }

    Suspect again(Suspect later) {
        return new Suspect(step, deaths + later.deaths, later.at, later.place, later.fault);
    }

    /** What a dead letter is to say. */
    Fault reason() {
        String sentence = "%d times, a thread or process died while it worked on this record; the last time of %s"
                .formatted(deaths, place);
        return fault == null
                ? new Fault(exception(), sentence, place, place)
                : new Fault(fault.exception(), sentence + ": " + fault.message(), fault.trace(), place);
    }

    private String exception() {
        int end = place.indexOf(" at ");
        return end < 0 ? place : place.substring(0, end);
    }
}
