package dev.reprise.processor.streams;

import dev.reprise.processor.engine.EngineSettings;

/**
 * What the topology can be told.
 *
 * @param partitions number of partitions of job-commands, 1 or more. It decides where a job lives and must not change while jobs exist
 */
public record ProcessorSettings(int partitions, EngineSettings engine, DueSettings due) {
    public ProcessorSettings {
        if (partitions < 1) {
            throw new IllegalArgumentException("Expected 1 partition or more, but got " + partitions);
        }
    }

    /** Defaults for so many partitions. */
    public static ProcessorSettings of(int partitions) {
        return new ProcessorSettings(partitions, EngineSettings.DEFAULT, DueSettings.DEFAULT);
    }
}
