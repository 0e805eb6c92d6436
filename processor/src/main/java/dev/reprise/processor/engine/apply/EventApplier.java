package dev.reprise.processor.engine.apply;

import org.apache.avro.specific.SpecificRecord;

/** Folds one kind of event, in one version of its behaviour, into state. Never edited once released. */
@FunctionalInterface
interface EventApplier<E extends SpecificRecord> {
    void apply(E event, MutableJobs jobs);
}
