package dev.reprise.gateway.activation;

import dev.reprise.command.ActivateJobs;
import dev.reprise.processor.engine.Decision;
import dev.reprise.processor.engine.activate.ActivateJobsDecider;
import dev.reprise.reply.CommandRejected;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A worker's request for jobs.
 *
 * @param worker its name
 * @param maxJobs most jobs to hand out, 1 or more; each partition gives 1,000 at most
 * @param wanted the types that it takes, in this order; at least one
 * @param patience how long to wait for the first job; zero to ask every partition once and answer
 * @param traceParent W3C trace context; null for none
 */
public record Poll(
        String worker,
        int maxJobs,
        List<Wanted> wanted,
        Duration patience,
        @Nullable String traceParent) {
    public Poll {
        wanted = List.copyOf(wanted);
        if (maxJobs < 1 || wanted.isEmpty()) {
            throw new IllegalArgumentException("Expected a poll for at least one job of at least one type");
        }
    }

    /** The question for one of the types, for so many jobs at most. */
    ActivateJobs command(int which, int most) {
        Wanted these = wanted.get(which);
        return new ActivateJobs(
                these.type(),
                worker,
                Math.min(most, ActivateJobsDecider.MOST_JOBS),
                these.lease().toMillis(),
                these.tenantIds(),
                these.variables(),
                these.timeoutUsesAttempt(),
                these.selection(),
                these.withLastFailure());
    }

    /** What the engine would refuse it for; empty if nothing. */
    Optional<CommandRejected> mistake() {
        for (int which = 0; which < wanted.size(); which++) {
            ActivateJobs command = command(which, maxJobs);
            if (ActivateJobsDecider.check(command).orElse(null) instanceof Decision.Rejected rejected) {
                return Optional.of(CommandRejected.newBuilder()
                        .setCommandId("")
                        .setCommandType(command.getSchema().getName())
                        .setType(rejected.type())
                        .setReason(rejected.reason())
                        .setOccurredAt(Instant.now())
                        .build());
            }
        }
        return Optional.empty();
    }

    /** Whether it asks for the same as another, whatever trace it belongs to. */
    boolean sameAs(Poll other) {
        return equals(new Poll(other.worker, other.maxJobs, other.wanted, other.patience, traceParent));
    }

    /** Whether it is answered at once, with jobs or without. */
    boolean impatient() {
        return patience.isZero() || patience.isNegative();
    }
}
