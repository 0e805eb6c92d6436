package dev.reprise.schemas;

import java.util.List;

/**
 * Names of the topics. All are keyed by the decimal text of the job key unless said otherwise, and all values are in
 * the Confluent wire format unless said otherwise. {@link TopicSettings} has their settings.
 */
public final class Topics {
    /** Commands: {@code dev.reprise.command.*}. Input of the engine; anyone may write it. */
    public static final String JOB_COMMANDS = "job-commands";

    /** Decisions: {@code dev.reprise.event.*}, in the same partition as the command. The truth, kept for ever. */
    public static final String JOB_EVENTS = "job-events";

    /** Refused commands: {@code dev.reprise.reply.CommandRejected}. */
    public static final String JOB_REJECTIONS = "job-rejections";

    /** Answers to commands with a {@code reply-to} header, in the partition it names; key: the correlation id. */
    public static final String JOB_REPLIES = "job-replies";

    /** Wake-up calls for long polls: {@code dev.reprise.reply.JobsAvailable}; key: the job type. */
    public static final String JOB_NOTICES = "job-notices";

    /** Records of {@link #JOB_COMMANDS} that cannot be read, byte for byte, with {@code __streams.errors.*} headers. */
    public static final String JOB_DEAD_LETTERS = "job-dead-letters";

    /** Retry policies: {@code dev.reprise.policy.RetryPolicy}; compacted; key: the job type. */
    public static final String JOB_RETRY_POLICIES = "job-retry-policies";

    private static final List<String> ALL = List.of(
            JOB_COMMANDS, JOB_EVENTS, JOB_REJECTIONS, JOB_REPLIES, JOB_NOTICES, JOB_DEAD_LETTERS, JOB_RETRY_POLICIES);

    private Topics() {}

    /** Every topic, in the order of the constants. */
    public static List<String> all() {
        return ALL;
    }
}
