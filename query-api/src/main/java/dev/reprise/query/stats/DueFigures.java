package dev.reprise.query.stats;

import dev.reprise.processor.engine.rows.DueRow;
import dev.reprise.processor.streams.RowIterator;
import dev.reprise.query.Position;
import dev.reprise.query.jobs.EnginePartition;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What is due in one partition.
 *
 * @param position the last command that this reflects; null if not known
 * @param oldestDueAt when the first row falls due, or did; null if there is none
 * @param backlog rows that are due and have not acted yet, as far as they were counted
 * @param capped whether there are more of them
 */
record DueFigures(
        int partition, @Nullable String position, @Nullable Instant oldestDueAt, long backlog, boolean capped) {
    /** Most rows that are counted: a few milliseconds' reading. */
    static final int MOST = 10_000;

    static DueFigures of(EnginePartition partition, int number, long now) {
        OptionalLong processed = partition.processed();
        String position = processed.isPresent() && processed.getAsLong() >= 0
                ? new Position(number, processed.getAsLong()).text()
                : null;
        try (RowIterator<DueRow> due = partition.due()) {
            Instant oldest = null;
            long backlog = 0;
            while (due.hasNext()) {
                DueRow row = due.next();
                oldest = oldest == null ? Instant.ofEpochMilli(row.dueAt()) : oldest;
                if (row.dueAt() > now) {
                    return new DueFigures(number, position, oldest, backlog, false);
                }
                if (backlog == MOST) {
                    return new DueFigures(number, position, oldest, backlog, true);
                }
                backlog++;
            }
            return new DueFigures(number, position, oldest, backlog, false);
        }
    }
}
