package dev.reprise.query.stats;

import dev.reprise.common.JobState;
import dev.reprise.query.readmodel.FoldedUpTo;
import dev.reprise.query.readmodel.ReadModelPartition;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How many jobs one partition has.
 *
 * @param asOf when the last event occurred that is counted in; null if there was none yet
 * @param lag events that are not counted in yet, as last seen; null if not known
 */
record CountFigures(
        int partition,
        List<Count> counts,
        @Nullable Instant asOf,
        @Nullable Long lag) {
    record Count(String type, JobState state, long jobs) {}

    static CountFigures of(ReadModelPartition partition, int number) {
        Instant asOf = partition.foldedUpTo().map(FoldedUpTo::occurredAt).orElse(null);
        List<Count> counts = partition.counts().entrySet().stream()
                .map(entry -> new Count(entry.getKey().type(), entry.getKey().state(), entry.getValue()))
                .toList();
        OptionalLong lag = partition.lag();
        return new CountFigures(number, counts, asOf, lag.isPresent() ? lag.getAsLong() : null);
    }
}
