package dev.reprise.schemas;

import org.apache.avro.Schema;

/**
 * One version of one record's schema, as it was released.
 *
 * @param id its id in the wire format, never given to another
 * @param version 1 or more, counted per record type
 * @param since the release of Reprise that it came with
 * @param fullName namespace and name of the record
 * @param json the schema, self-contained
 * @param schema the same, parsed
 */
public record ReleasedSchema(int id, int version, String since, String fullName, String json, Schema schema) {}
