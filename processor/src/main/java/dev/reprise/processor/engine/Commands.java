package dev.reprise.processor.engine;

import dev.reprise.command.ActivateJobs;
import java.util.OptionalLong;
import org.apache.avro.specific.SpecificRecord;

/** What all commands have in common. */
public final class Commands {
    /** Position of {@code jobKey} in every command to a job; a spec holds the schemas to it. */
    static final int JOB_KEY = 0;

    private static final String PACKAGE = "dev.reprise.command";

    private Commands() {}

    /** Whether a record is a command of this release. */
    public static boolean isCommand(SpecificRecord record) {
        return record.getSchema().getNamespace().equals(PACKAGE);
    }

    /** The job that a command is for; empty for ActivateJobs, which is for a partition. */
    public static OptionalLong jobKey(SpecificRecord command) {
        return command instanceof ActivateJobs ? OptionalLong.empty() : OptionalLong.of((Long) command.get(JOB_KEY));
    }
}
