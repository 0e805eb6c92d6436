package dev.reprise.query.search;

import dev.reprise.query.Matches;
import dev.reprise.query.Selection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Counts entries and keeps the best of them: as many as the window reaches, or as there is memory for. */
final class Best<T> {
    private final Selection<T> selection;
    private final Source<T> source;
    private final Comparator<T> order;
    private final PriorityQueue<T> kept;
    private long room;
    private int most;
    private long total;
    private long candidates;

    /**
     * @param room bytes that entries may take
     */
    Best(Selection<T> selection, Source<T> source, long room) {
        this.selection = selection;
        this.source = source;
        this.room = room;
        most = selection.reach();
        Comparator<T> wanted = selection.order()::compare;
        order = wanted.thenComparing(source.identity());
        kept = new PriorityQueue<>(order.reversed());
    }

    synchronized void look(List<T> entries) {
        entries.forEach(this::look);
    }

    private void look(T entry) {
        if (!selection.where().test(entry)) {
            return;
        }
        total++;
        if (!selection.shown().test(entry)) {
            return;
        }
        candidates++;
        T worst = kept.peek();
        if (kept.size() < most || worst != null && order.compare(entry, worst) < 0) {
            keep(entry);
        }
    }

    private void keep(T entry) {
        kept.add(entry);
        room -= source.bytes(entry);
        if (kept.size() > most) {
            drop();
        }
        while (room < 0 && kept.size() > 1) {
            drop();
            most = kept.size(); // worse ones than the dropped must not come in again
        }
    }

    private void drop() {
        room += source.bytes(kept.remove());
    }

    /**
     * @param all whether everything has been looked at
     */
    synchronized Matches<T> matches(boolean all) {
        List<T> best = new ArrayList<>(kept);
        best.sort(order);
        boolean whole = best.size() >= Math.min(candidates, selection.reach());
        int from = Math.min(selection.offset(), best.size());
        return new Matches<>(List.copyOf(best.subList(from, best.size())), total, all && whole);
    }
}
