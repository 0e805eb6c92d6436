package dev.reprise.query.readmodel;

/** Names of the read model's application, stores and nodes. They are part of the names of groups and topics and never change. */
public final class ReadModelNames {
    public static final String APPLICATION_ID = "reprise-read-model";

    /** Job key, sequence → the event as it was. */
    public static final String HISTORY = "history";

    /** Job key → {@link Head}. */
    public static final String HEADS = "job-heads";

    /** Job key → {@link NewestIncident}. */
    public static final String INCIDENTS = "newest-incidents";

    /** Type, state → number of jobs; and what all of it reflects, {@link FoldedUpTo}. */
    public static final String COUNTS = "counts";

    static final String SOURCE = "events";
    static final String FOLD = "fold-events";

    private ReadModelNames() {}
}
