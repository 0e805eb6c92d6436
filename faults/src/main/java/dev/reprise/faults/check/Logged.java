package dev.reprise.faults.check;

import org.apache.avro.specific.SpecificRecord;

/** A record of a topic with its place. */
public record Logged(int partition, long offset, SpecificRecord record) {}
