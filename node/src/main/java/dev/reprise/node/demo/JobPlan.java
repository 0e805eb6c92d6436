package dev.reprise.node.demo;

import dev.reprise.common.JobState;
import java.util.List;

/**
 * How a job of the demonstration is to fare.
 *
 * @param attempts what happens to each attempt, in order
 * @param ending the state it must be in at the end
 * @param quirk what else befalls it
 */
record JobPlan(long jobKey, String type, String businessKey, List<Attempt> attempts, JobState ending, Quirk quirk) {
    enum Quirk {
        NONE,
        /** The report of its first attempt is sent twice, with the same command id. */
        REPORTED_TWICE,
        /** During its second attempt, the worker of the first one reports again, with a lease that is over. */
        REPORTED_STALE,
        /** Its incident is resolved by a person, with one retry. */
        RESOLVED
    }

    Attempt attempt(int number) {
        return attempts.get(Math.min(number, attempts.size()) - 1);
    }
}
