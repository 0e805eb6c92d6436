package dev.reprise.gateway.commands;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Which partitions of {@code job-commands} take records. After one that could not be delivered, only a single command
 * at a time is let through to try; the others are told at once that nothing was appended, instead of after seconds that
 * nobody knows. Safe for use by many threads.
 */
final class Reachability {
    private static final int UP = 0;
    private static final int DOWN = 1;
    private static final int TRYING = 2;

    private final AtomicIntegerArray states;

    Reachability(int partitions) {
        states = new AtomicIntegerArray(partitions);
    }

    int count() {
        return states.length();
    }

    /** Whether a command may be sent; whoever gets yes reports how it went. */
    boolean allows(int partition) {
        return states.get(partition) == UP || states.compareAndSet(partition, DOWN, TRYING);
    }

    /** A command was appended. */
    void reached(int partition) {
        if (states.get(partition) != UP) {
            states.set(partition, UP);
        }
    }

    /** A command could not be delivered. */
    void lost(int partition) {
        states.set(partition, DOWN);
    }

    /** A command failed for another reason, which says nothing. */
    void undecided(int partition) {
        states.compareAndSet(partition, TRYING, DOWN);
    }

    /** How many partitions are not reached. */
    int lost() {
        int lost = 0;
        for (int partition = 0; partition < states.length(); partition++) {
            lost += states.get(partition) == UP ? 0 : 1;
        }
        return lost;
    }
}
