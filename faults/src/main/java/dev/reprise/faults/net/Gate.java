package dev.reprise.faults.net;

/** Open or shut, for all connections of a node at once. */
final class Gate {
    private boolean open = true;

    synchronized void set(boolean opened) {
        open = opened;
        notifyAll();
    }

    /** Waits while it is shut. */
    synchronized void pass() throws InterruptedException {
        while (!open) {
            wait();
        }
    }
}
