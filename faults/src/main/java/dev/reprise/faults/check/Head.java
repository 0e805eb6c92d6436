package dev.reprise.faults.check;

import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * What every event begins with.
 *
 * @param at when it was decided, in epoch milliseconds of the clock of the node that decided
 */
record Head(long jobKey, long sequence, long at, @Nullable String commandId) {
    static Head of(SpecificRecord event) {
        return new Head(
                (Long) field(event, "jobKey"),
                (Long) field(event, "sequence"),
                ((Instant) field(event, "occurredAt")).toEpochMilli(),
                (String) event.get(event.getSchema().getField("commandId").pos()));
    }

    private static Object field(SpecificRecord event, String name) {
        Object value = event.get(event.getSchema().getField(name).pos());
        if (value == null) {
            throw new IllegalArgumentException(
                    "Expected " + event.getSchema().getName() + " to have " + name + ", but it has not");
        }
        return value;
    }
}
