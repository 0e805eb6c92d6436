package dev.reprise.query;

/** Parts of a job that are only read when asked for. */
public enum JobPart {
    /** Variables and headers. */
    PAYLOAD,
    /** Headers alone: a payload without variables. */
    HEADERS,
    /** Details of the last failure, a stack trace for example. */
    ERROR_DETAILS
}
