package dev.reprise.faults.load;

import java.util.concurrent.atomic.AtomicLong;

/** Keys for the jobs of a load: no client takes one that another has. */
final class JobKeys {
    private static final int BITS = 36;

    private final AtomicLong next;

    /**
     * @param client number of the client, 0 or more
     */
    JobKeys(int client) {
        next = new AtomicLong(((long) client + 1) << BITS);
    }

    long next() {
        return next.incrementAndGet();
    }
}
