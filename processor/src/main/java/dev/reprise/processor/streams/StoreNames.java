package dev.reprise.processor.streams;

import java.util.List;

/** Names of the state stores. They are part of the names of changelog topics and never change. */
public final class StoreNames {
    /** Application id of the engine: consumer group, and first part of the changelogs' names. */
    public static final String APPLICATION_ID = "reprise";

    /** Job key → {@code state.Job}: the small hot state, rewritten by every event. Beside them, its indexes ({@link JobIndex}). */
    public static final String JOBS = "jobs";

    /** Job key → {@code state.JobPayload}: apart from the job, so that a failure does not rewrite variables. */
    public static final String JOB_PAYLOADS = "job-payloads";

    /** Job key → details of the last failure as UTF-8 text: apart, since a stack trace is larger than all the rest. */
    public static final String ERROR_DETAILS = "error-details";

    /** Job key → {@code state.Refusals}: apart, since a refusal is no event and must not change what events made. */
    public static final String REFUSALS = "refusals";

    /** What the due scan must remember: its cursor and the rows that it put off. */
    public static final String META = "meta";

    /** Job type → retry policy as it came: global, the same on every node, without a changelog of its own. */
    public static final String RETRY_POLICIES = "retry-policies";

    private static final List<String> PARTITIONED = List.of(JOBS, JOB_PAYLOADS, ERROR_DETAILS, REFUSALS, META);

    private StoreNames() {}

    /** The stores that every partition has, in the order of the constants. */
    public static List<String> partitioned() {
        return PARTITIONED;
    }

    /** Name of the topic that a partitioned store is restored from. */
    public static String changelog(String store) {
        return APPLICATION_ID + "-" + store + "-changelog";
    }
}
