package dev.reprise.gateway.log;

/** What became of a record that was to be appended. */
public sealed interface Append {
    /** It is in the log and stays there. */
    record Appended(int partition, long offset) implements Append {}

    /** It is certainly not in the log, and will not come to be there. */
    record Refused(Refusal refusal, String reason) implements Append {}

    /** Nobody knows: it may be in the log, or get there yet. */
    record Uncertain(String reason) implements Append {}

    /** Kinds of refusal. */
    enum Refusal {
        /** There is no room for more at the moment. */
        OVERLOADED,
        /** The log cannot be reached. */
        UNAVAILABLE,
        /** The record is larger than the log takes, now and always. */
        TOO_LARGE,
        /** The log will not have it, for want of a permission for example. */
        FORBIDDEN
    }
}
