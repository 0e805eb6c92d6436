package dev.reprise.processor.streams;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;

/** The suspects of one partition, as one task knows them. Used by one thread. */
final class Suspects {
    private final Precautions precautions;
    private final int partition;
    private final Clocks clocks;
    private final List<Suspect> known;

    Suspects(Precautions precautions, int partition, Clocks clocks) {
        this.precautions = precautions;
        this.partition = partition;
        this.clocks = clocks;
        known = precautions.suspects().of(partition);
    }

    /** Why this record must not be tried; empty if it may be. */
    Optional<Fault> deadly(Arrival arrival) {
        return known.isEmpty()
                ? Optional.empty()
                : find(Step.of(arrival.offset(), arrival.timestamp()))
                        .filter(Suspect::isDeadly)
                        .map(Suspect::reason);
    }

    /** Whether this due row must not be tried for now. */
    boolean isDeadly(Bytes dueRow, long now) {
        return !known.isEmpty()
                && find(Step.of(dueRow))
                        .filter(suspect -> suspect.isDeadlyRow(now))
                        .isPresent();
    }

    void begun(Arrival arrival) {
        precautions.notes().begun(partition, arrival.offset(), arrival.timestamp());
    }

    void begun(Bytes dueRow) {
        precautions.notes().begun(partition, dueRow);
    }

    void done() {
        precautions.notes().done(partition);
    }

    /**
     * A thread is about to die at this step: remembers it, if that may be the step's fault.
     *
     * @throws DeadlyStepException instead of the fault, if it is
     */
    void blame(String step, Throwable fault) {
        if (!Blame.fallsOnStep(fault)) {
            return;
        }
        Fault text = Fault.of(fault);
        precautions
                .suspects()
                .died(partition, new Suspect(step, 1, clocks.wall().getAsLong(), text.place(), text));
        if (!(fault
                instanceof OutOfMemoryError)) { // that must stay what it is: no thread of the process can be trusted
            throw new DeadlyStepException(partition, step, fault);
        }
    }

    private Optional<Suspect> find(String step) {
        return known.stream().filter(suspect -> suspect.step().equals(step)).findFirst();
    }
}
