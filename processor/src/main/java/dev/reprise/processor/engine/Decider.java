package dev.reprise.processor.engine;

import org.apache.avro.specific.SpecificRecord;

/** Decides one kind of command. Pure: same command, same view, same moment, same decision. */
@FunctionalInterface
public interface Decider<C extends SpecificRecord> {
    Decision decide(C command, JobsView jobs, Moment now);
}
