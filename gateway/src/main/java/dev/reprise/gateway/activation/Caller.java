package dev.reprise.gateway.activation;

/** The client that waits for jobs. */
@FunctionalInterface
public interface Caller {
    /** Whether it has hung up. Asked often, and never by two threads at a time. */
    boolean gone();

    /** A client that never hangs up. */
    static Caller patient() {
        return () -> false;
    }
}
