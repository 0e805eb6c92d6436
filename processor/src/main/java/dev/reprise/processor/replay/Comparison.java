package dev.reprise.processor.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reprise.schemas.AvroWire;
import dev.reprise.schemas.UndecodableRecordException;
import java.util.Arrays;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Compares the rows of one job: as bytes first, and field by field if those differ (maps have no order). */
final class Comparison {
    private static final String NONE = "absent";
    private static final JobEntry NO_ROWS = new JobEntry();

    private final int partition;
    private final AvroWire wire;

    Comparison(int partition, AvroWire wire) {
        this.partition = partition;
        this.wire = wire;
    }

    /** The first field that differs. */
    Optional<Difference> of(long jobKey, @Nullable JobEntry byEvents, @Nullable JobEntry byStores) {
        JobEntry expected = byEvents == null ? NO_ROWS : byEvents;
        JobEntry actual = byStores == null ? NO_ROWS : byStores;
        return records(jobKey, "job", expected.job, actual.job)
                .or(() -> records(jobKey, "payload", expected.payload, actual.payload))
                .or(() -> texts(jobKey, "errorDetails", expected.errorDetails, actual.errorDetails));
    }

    private Optional<Difference> records(
            long jobKey, String row, byte @Nullable [] expected, byte @Nullable [] actual) {
        if (Arrays.equals(expected, actual)) {
            return Optional.empty();
        }
        if (expected == null || actual == null) {
            return difference(jobKey, row, record(expected), record(actual));
        }
        SpecificRecord should;
        SpecificRecord does;
        try {
            should = wire.decode(expected);
            does = wire.decode(actual);
        } catch (UndecodableRecordException e) {
            return difference(jobKey, row, record(expected), record(actual));
        }
        if (!should.getSchema().getFullName().equals(does.getSchema().getFullName())) {
            return difference(jobKey, row, should, does);
        }
        return fields(jobKey, row, should, does);
    }

    private Optional<Difference> fields(long jobKey, String row, SpecificRecord expected, SpecificRecord actual) {
        for (Schema.Field field : expected.getSchema().getFields()) {
            Object should = expected.get(field.pos());
            Object does = actual.get(field.pos());
            if (!equal(should, does, field.schema())) {
                return difference(jobKey, row + "." + field.name(), should, does);
            }
        }
        return Optional.empty();
    }

    private static boolean equal(@Nullable Object one, @Nullable Object other, Schema schema) {
        if (one == null || other == null) {
            return one == other;
        }
        return one.equals(other) || SpecificData.get().compare(one, other, schema) == 0;
    }

    private Optional<Difference> texts(long jobKey, String row, byte @Nullable [] expected, byte @Nullable [] actual) {
        return Arrays.equals(expected, actual)
                ? Optional.empty()
                : difference(jobKey, row, text(expected), text(actual));
    }

    private Optional<Difference> difference(
            long jobKey, String field, @Nullable Object expected, @Nullable Object actual) {
        return Optional.of(new Difference(partition, jobKey, field, String.valueOf(expected), String.valueOf(actual)));
    }

    private String record(byte @Nullable [] bytes) {
        if (bytes == null) {
            return NONE;
        }
        try {
            return wire.decode(bytes).toString();
        } catch (UndecodableRecordException e) {
            return "unreadable (" + e.getMessage() + ")";
        }
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? NONE : new String(bytes, UTF_8);
    }
}
