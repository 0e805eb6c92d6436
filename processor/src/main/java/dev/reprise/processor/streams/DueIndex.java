package dev.reprise.processor.streams;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;

/** Takes what is due out of the due index, in order, from the cursor on. */
final class DueIndex {
    private final IndexRows due;
    private final DueCursor cursor;

    DueIndex(IndexRows due, DueCursor cursor) {
        this.due = due;
        this.cursor = cursor;
    }

    /**
     * The rows that are due at this instant or were before, at most so many; the cursor moves to the first row behind them. Whoever
     * does not deal with all of them must {@link #giveBackFrom} the first that is left. They are read all at once and not while they
     * are dealt with: a row that is added meanwhile below the cursor then lowers it, and is not run over.
     */
    List<Bytes> take(long now, int most) {
        if (cursor.nextDue() > now) {
            return List.of();
        }
        Bytes last = Bytes.wrap(RowKeys.dueTo(now));
        List<Bytes> rows = new ArrayList<>();
        try (IndexKeys entries = due.range(cursor.next(), null)) {
            while (rows.size() < most && entries.hasNext() && entries.peek().compareTo(last) <= 0) {
                rows.add(entries.next());
            }
            if (entries.hasNext()) {
                cursor.moveTo(entries.peek());
            } else {
                cursor.moveToEnd();
            }
        }
        return rows;
    }

    /** The next scan begins with this row. */
    void giveBackFrom(Bytes row) {
        cursor.added(row);
    }

    boolean contains(Bytes row) {
        return due.contains(row);
    }
}
