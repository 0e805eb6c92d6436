package dev.reprise.faults.memory;

/** What a command to a job asks for. Activations are none: what clients remember of them are {@link LeaseMemory leases}. */
public enum CommandKind {
    CREATE("CreateJob"),
    LOCK("LockJob"),
    COMPLETE("CompleteJob"),
    FAIL("FailJob"),
    THROW_ERROR("ThrowJobError"),
    UPDATE("UpdateJob"),
    GIVE_BACK("GiveBackJob"),
    RETRY_NOW("RetryJobNow"),
    RESOLVE("ResolveIncident"),
    ANNOTATE("AnnotateIncident"),
    SET_VARIABLES("SetJobVariables"),
    CANCEL("CancelJob");

    private final String record;

    CommandKind(String record) {
        this.record = record;
    }

    /** Name of the record in the log, {@code FailJob} for example. */
    public String record() {
        return record;
    }
}
