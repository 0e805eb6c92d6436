package dev.reprise.faults.check;

import dev.reprise.common.JobState;
import dev.reprise.common.RejectionType;
import dev.reprise.faults.memory.CommandKind;
import dev.reprise.reply.CommandRejected;
import java.lang.reflect.InvocationTargetException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/** Makes records from the few fields that matter to a test. */
final class Events {
    private Events() {}

    /** A record with these fields, by name and value in turn; all others are empty. */
    static <T extends SpecificRecordBase> T record(Class<T> type, @Nullable Object... fields) {
        try {
            T record = type.getDeclaredConstructor().newInstance();
            for (Schema.Field field : record.getSchema().getFields()) {
                record.put(field.pos(), empty(field.schema()));
            }
            for (int i = 0; i < fields.length; i += 2) {
                record.put(
                        record.getSchema().getField(String.valueOf(fields[i])).pos(), fields[i + 1]);
            }
            return record;
        } catch (InstantiationException
                | IllegalAccessException
                | InvocationTargetException
                | NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A copy with another value in one field. */
    @SuppressWarnings("unchecked")
    static <T extends SpecificRecordBase> T with(T record, String field, @Nullable Object value) {
        T copy = (T) SpecificData.get().deepCopy(record.getSchema(), record);
        copy.put(record.getSchema().getField(field).pos(), value);
        return copy;
    }

    /** A refusal of a command, as it stands in job-rejections. */
    static CommandRejected refusal(
            long jobKey,
            String commandId,
            CommandKind kind,
            RejectionType type,
            @Nullable JobState then,
            boolean repeated,
            long now) {
        CommandRejected refusal = record(CommandRejected.class, "jobKey", jobKey, "commandId", commandId, "type", type);
        refusal = with(with(refusal, "commandType", kind.record()), "occurredAt", Instant.ofEpochMilli(now));
        return with(with(refusal, "jobState", then), "repeated", repeated);
    }

    private static @Nullable Object empty(Schema schema) {
        return switch (schema.getType()) {
            case STRING -> "";
            case INT -> 0;
            case LONG -> schema.getLogicalType() == null ? (Object) 0L : Instant.EPOCH;
            case BOOLEAN -> false;
            case MAP -> Map.of();
            case ARRAY -> List.of();
            case ENUM -> SpecificData.get().createEnum(schema.getEnumSymbols().get(0), schema);
            default -> null;
        };
    }
}
