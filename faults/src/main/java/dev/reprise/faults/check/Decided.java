package dev.reprise.faults.check;

import dev.reprise.common.RejectionType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What the log says of one command to one job. */
final class Decided {
    /** The same id counts as the same command within a job only. */
    record Key(long jobKey, String commandId) {}

    /** Names of the records that it led to, the first of each place. */
    final List<String> led = new ArrayList<>(1);

    /** Whether it locked its job. */
    boolean locks;

    int life;
    /** How many commands the job had carried out with it. */
    int carriedOut;

    long offset = -1;
    long lastSequence;

    final Set<RejectionType> types = EnumSet.noneOf(RejectionType.class);
    long rejectionOffset = -1;
    /** Refusals that the job remembers: those while there was a job. */
    int remembered;
    /** How many commands the job had refused with it. */
    int refused;
    /** Where it was refused again, though the job should have remembered; −1 for nowhere. */
    long refusedAgainAt = -1;

    /** Whether it was decided again since its job had forgotten it; then an answer may be any of those given. */
    boolean forgotten;

    boolean isCarriedOut() {
        return !led.isEmpty();
    }

    boolean isRefused() {
        return !types.isEmpty();
    }
}
