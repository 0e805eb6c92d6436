package dev.reprise.node.cli.events;

import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Which records are printed.
 *
 * @param jobKey only those of this job; null for all
 * @param types names of record types; empty for all
 */
record EventFilter(@Nullable Long jobKey, Set<String> types) {
    boolean takes(SpecificRecord record) {
        if (!types.isEmpty() && !types.contains(record.getSchema().getName())) {
            return false;
        }
        Schema.Field field = record.getSchema().getField("jobKey");
        return jobKey == null || (field != null && jobKey.equals(record.get(field.pos())));
    }
}
