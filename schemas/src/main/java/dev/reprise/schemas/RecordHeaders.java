package dev.reprise.schemas;

/** Names of the record headers that Reprise reads or writes; their values are UTF-8 text. */
public final class RecordHeaders {
    /**
     * Id of a command, chosen by its producer: the same id again gets the same answer and changes nothing. Without it
     * {@code FailJob.requestId} counts or else the record's place, {@code <topic>-<partition>-<offset>}.
     */
    public static final String COMMAND_ID = "command-id";

    /**
     * What the command id is unique within: {@link Scope#ATTEMPT} for one attempt of the job by one worker, so that an id that
     * follows from the content of a report tells a repeat from the same report of a later attempt. Without it, the job.
     */
    public static final String COMMAND_ID_SCOPE = "command-id-scope";

    /**
     * A tenant whose jobs the sender may touch; as often as there are such tenants. To a command that has it, jobs of any other tenant
     * do not exist. Without it, all do: whoever may write to the topic may touch every job.
     */
    public static final String TENANT = "tenant";

    /** Partition of {@link Topics#JOB_REPLIES} that the answer is to go to, in decimal; without it, none is sent. */
    public static final String REPLY_TO = "reply-to";

    /** Any text; comes back as header and as key of the answer. */
    public static final String CORRELATION_ID = "correlation-id";

    /** W3C trace context, handed on into events and answers. */
    public static final String TRACE_PARENT = "traceparent";

    /**
     * On a command that had come to a partition that is not its job's: where it was, {@code <partition>-<offset>}. A
     * command is forwarded once; one that carries this header in the wrong partition again is dead.
     */
    public static final String FORWARDED_FROM = "forwarded-from";

    /** On a record of {@link Topics#JOB_DEAD_LETTERS}: why it was put aside, as a word such as {@code UNREADABLE_VALUE}. */
    public static final String DEAD_LETTER_REASON = "dead-letter-reason";

    /** On a command that was a dead letter: where that lies in {@link Topics#JOB_DEAD_LETTERS}, {@code <partition>-<offset>}. */
    public static final String REDRIVEN_FROM = "redriven-from";

    /** On a command that was a dead letter: how often it has been sent back, in decimal. It stays if the command dies again. */
    public static final String REDRIVES = "redrives";

    /**
     * On a record of {@link Topics#JOB_DEAD_LETTERS} that is none: it says that the letter at {@code <partition>-<offset>} has been
     * sent back, and is written in the transaction in which that was done. It has no value.
     */
    public static final String REDRIVEN = "redriven";

    /** Values of {@link #COMMAND_ID_SCOPE}. */
    public static final class Scope {
        public static final String ATTEMPT = "attempt";

        private Scope() {}
    }

    private RecordHeaders() {}
}
