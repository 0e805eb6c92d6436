package dev.reprise.processor.engine.apply;

import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** The fields that every event of a job begins with, read without knowing its type. A spec holds the schemas to the positions. */
public final class EventHeader {
    static final int JOB_KEY = 0;
    static final int SEQUENCE = 1;
    static final int OCCURRED_AT = 2;
    static final int COMMAND_ID = 3;
    static final int VERSION = 5;
    static final int JOB_TYPE = 6;
    static final int TENANT_ID = 7;

    private EventHeader() {}

    public static long jobKey(SpecificRecord event) {
        return (Long) event.get(JOB_KEY);
    }

    public static long sequence(SpecificRecord event) {
        return (Long) event.get(SEQUENCE);
    }

    public static Instant occurredAt(SpecificRecord event) {
        return (Instant) event.get(OCCURRED_AT);
    }

    public static @Nullable String commandId(SpecificRecord event) {
        Object id = event.get(COMMAND_ID);
        return id == null ? null : id.toString();
    }

    public static int version(SpecificRecord event) {
        return (Integer) event.get(VERSION);
    }

    public static String jobType(SpecificRecord event) {
        return event.get(JOB_TYPE).toString();
    }

    public static String tenantId(SpecificRecord event) {
        return event.get(TENANT_ID).toString();
    }
}
