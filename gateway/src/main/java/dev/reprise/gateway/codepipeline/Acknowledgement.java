package dev.reprise.gateway.codepipeline;

import dev.reprise.state.Job;
import dev.reprise.state.Outcome;
import java.util.Objects;
import java.util.Optional;

/**
 * An acknowledgement as the job remembers it: the id of the command that it was. Several workers may acknowledge the same nonce at the
 * same time through different nodes; the first that the job remembers has the job, and whoever looks finds the same one.
 */
record Acknowledgement(String nonce, String invocationId) {
    private static final String PREFIX = "acknowledge:";

    String commandId() {
        return PREFIX + nonce + ":" + invocationId;
    }

    /** The first of the lease that a job is under; empty if there is none. */
    static Optional<Acknowledgement> first(Job job) {
        String lease = job.getLeaseToken();
        return lease == null ? Optional.empty() : first(job, lease);
    }

    /** The first that had this nonce; empty if the job remembers none. */
    static Optional<Acknowledgement> first(Job job, String nonce) {
        return job.getOutcomes().stream()
                .map(Outcome::getCommandId)
                .map(Acknowledgement::parse)
                .flatMap(Optional::stream)
                .filter(it -> Objects.equals(it.nonce, nonce))
                .findFirst();
    }

    private static Optional<Acknowledgement> parse(String commandId) {
        int end = commandId.startsWith(PREFIX) ? commandId.indexOf(':', PREFIX.length()) : -1;
        return end < 0
                ? Optional.empty()
                : Optional.of(
                        new Acknowledgement(commandId.substring(PREFIX.length(), end), commandId.substring(end + 1)));
    }
}
