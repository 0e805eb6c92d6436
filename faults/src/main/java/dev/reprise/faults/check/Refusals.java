package dev.reprise.faults.check;

import dev.reprise.common.JobState;
import dev.reprise.faults.memory.CommandKind;
import dev.reprise.faults.memory.SentCommand;
import org.jspecify.annotations.Nullable;

/** Tells what can only have been refused from what may have been carried out. */
final class Refusals {
    private Refusals() {}

    /**
     * Whether a command of which the log says nothing can only have been refused, as far as the end of its job tells.
     *
     * @param job null if there never was one
     */
    static boolean onlyPossible(SentCommand sent, @Nullable JobModel job) {
        if (job == null) {
            return sent.kind() != CommandKind.CREATE;
        } else if (sent.kind() == CommandKind.CREATE) {
            return true;
        } else if (job.isOver() && job.since < sent.sentAt()) {
            return true;
        }
        String lease = sent.leaseToken();
        boolean newer = lease != null && !lease.equals(job.leaseToken) && job.activatedAt < sent.sentAt();
        boolean ended = lease != null && job.state != JobState.ACTIVATED && job.since < sent.sentAt();
        return newer || ended;
    }
}
