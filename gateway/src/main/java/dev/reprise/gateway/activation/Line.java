package dev.reprise.gateway.activation;

import java.util.LinkedHashSet;
import java.util.Set;

/** The polls that wait for jobs of one type and tenant, first come first served, and what is known of the partitions. */
final class Line {
    private final Shelf[] shelves;
    private final Set<Waiter> waiters = new LinkedHashSet<>();
    private long usedAt;

    Line(int partitions) {
        shelves = new Shelf[partitions];
        for (int partition = 0; partition < partitions; partition++) {
            shelves[partition] = new Shelf();
        }
    }

    Shelf shelf(int partition) {
        return shelves[partition];
    }

    void join(Waiter waiter, long now) {
        waiters.add(waiter);
        usedAt = now;
    }

    void leave(Waiter waiter, long now) {
        waiters.remove(waiter);
        usedAt = now;
    }

    /** The polls in the order in which they came. */
    Iterable<Waiter> waiters() {
        return waiters;
    }

    boolean isUnused(long since) {
        return waiters.isEmpty() && usedAt - since < 0;
    }

    /** Whether any partition may be asked. */
    boolean open(long now) {
        for (Shelf shelf : shelves) {
            if (shelf.open(now)) {
                return true;
            }
        }
        return false;
    }
}
