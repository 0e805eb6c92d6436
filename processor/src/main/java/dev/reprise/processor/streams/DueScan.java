package dev.reprise.processor.streams;

import java.util.List;
import org.apache.kafka.common.utils.Bytes;

/**
 * Fires what is due, tick by tick, within a budget of rows and of time. Whatever is left over goes on at the next tick.
 *
 * <p>Crash points: rows, events, cursor and parked rows are one transaction with whatever the task did since its last commit. If it
 * is aborted, the next task begins at the stored cursor and finds every row that had not been committed as fired.
 *
 * <p>Clock: a row is due by the wall clock of the node. If that steps back, what was due later than its new time waits until then;
 * ticks go on (see {@link SteadyTime}), the cursor stays, and a row that is added below it lowers it. If it leaps ahead, rows fire
 * early; nothing can tell.
 */
final class DueScan {
    private static final int MOST_PARKED = 100;
    private static final long MILLI = 1_000_000;
    /** A cursor that moved without firing is stored this often, so that it costs an idle partition next to nothing. */
    private static final long STORE_EVERY = 60_000;

    private final DueSettings settings;
    private final DueIndex index;
    private final ParkedRows parked;
    private final DueCursor cursor;
    private final Firing firing;
    private final Clocks clocks;
    private final ScanMetrics metrics;
    private long storedAt;

    DueScan(
            DueSettings settings,
            JobStores stores,
            DueCursor cursor,
            Firing firing,
            Clocks clocks,
            ScanMetrics metrics) {
        this.settings = settings;
        this.cursor = cursor;
        this.firing = firing;
        this.clocks = clocks;
        this.metrics = metrics;
        index = new DueIndex(stores.due(), cursor);
        parked = new ParkedRows(stores.meta());
    }

    /** One tick. The result is when the next one is of use, in epoch milliseconds: now or earlier if something is left to do. */
    long run() {
        long start = clocks.nanos().getAsLong();
        long now = clocks.wall().getAsLong();
        int handled = retryParked(now, start);
        List<Bytes> rows = index.take(now, settings.entries());
        int fired = 0;
        while (fired < rows.size()
                && (fired == 0 || !timeIsUp(start))) { // at least one, or parked rows would starve them
            fire(rows.get(fired), 0, now);
            fired++;
        }
        if (fired < rows.size()) {
            index.giveBackFrom(rows.get(fired));
        }
        handled += fired;
        storeCursor(handled > 0, now);
        boolean drained = cursor.nextDue() > now;
        metrics.scanned(
                handled, drained, (clocks.nanos().getAsLong() - start) / MILLI, Math.max(0, now - cursor.nextDue()));
        return drained ? Math.min(cursor.nextDue(), parked.nextDue()) : now;
    }

    private int retryParked(long now, long start) {
        int handled = 0;
        for (ParkedRows.Parked row : parked.due(now, MOST_PARKED)) {
            if (timeIsUp(start)) {
                break;
            }
            parked.remove(row);
            if (index.contains(row.dueKey())) {
                fire(row.dueKey(), row.times(), now);
            }
            handled++;
        }
        return handled;
    }

    private void fire(Bytes row, int timesParked, long scanBegan) {
        // Read anew, since the scan may have taken a while and lateness is what is measured; but never before the row
        // was due.
        long at = Math.max(scanBegan, clocks.wall().getAsLong());
        if (!firing.fire(row, at)) {
            parked.park(row, timesParked, at);
        }
    }

    private void storeCursor(boolean fired, long now) {
        if (fired || Math.abs(now - storedAt) >= STORE_EVERY) {
            cursor.store();
            storedAt = now;
        }
    }

    private boolean timeIsUp(long start) {
        return clocks.nanos().getAsLong() - start >= settings.time().toNanos();
    }
}
