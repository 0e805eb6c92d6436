package dev.reprise.query.readmodel;

import dev.reprise.query.http.Problem;
import dev.reprise.query.http.ProblemException;
import dev.reprise.query.http.ProblemTypes;
import dev.reprise.query.partition.Waiting;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Waits until the read model says of a job what the engine says, or something newer. */
public final class CatchUp {
    private final Waiting waiting;

    public CatchUp(Waiting waiting) {
        this.waiting = waiting;
    }

    /** The partition, once it has the event that the engine's state of the job ends with; a 503 problem if that takes too long. */
    public CompletableFuture<ReadModelPartition> with(ReadModelPartition partition, JobMark job, Duration longest) {
        return waiting.until(() -> job.isReachedBy(partition.head(job.jobKey())), longest)
                .thenApply(reached -> {
                    if (!reached) {
                        throw behind(job);
                    }
                    return partition;
                });
    }

    private static ProblemException behind(JobMark job) {
        return Problem.of(
                        ProblemTypes.READ_MODEL_BEHIND,
                        "Expected the read model to have " + job.wanted() + ", but it is not there yet")
                .retryAfter(Duration.ofSeconds(1))
                .asException();
    }
}
