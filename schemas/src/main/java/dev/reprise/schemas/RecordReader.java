package dev.reprise.schemas;

import dev.reprise.schemas.UndecodableRecordException.Reason;
import java.io.EOFException;
import java.io.IOException;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.specific.SpecificRecord;

/** Reads what was written with one schema as the generated class. Safe for use by many threads. */
final class RecordReader {
    private final Schema written;
    private final Schema read;
    private final DatumReader<SpecificRecord> reader;

    /** The reader must be finished: Avro's would else be built by the first thread, in full view of the others. */
    RecordReader(Schema written, Schema read, DatumReader<SpecificRecord> reader) {
        this.written = written;
        this.read = read;
        this.reader = reader;
    }

    /** The record that the bytes hold, which must end with it. */
    SpecificRecord readWhole(BinaryDecoder bytes) {
        SpecificRecord value;
        int leftOver;
        try {
            value = reader.read(null, bytes);
            leftOver = bytes.inputStream().available();
        } catch (EOFException e) {
            throw failure(Reason.TRUNCATED, "Expected a whole " + read.getName() + ", but the value ends within it", e);
        } catch (AvroTypeException e) {
            Reason reason = isReadable() ? Reason.MALFORMED : Reason.FOREIGN_SCHEMA;
            throw failure(reason, "Expected a " + read.getName() + ", but " + e.getMessage(), e);
        } catch (IOException | RuntimeException e) {
            throw failure(Reason.MALFORMED, "Expected a " + read.getName() + ", but " + e.getMessage(), e);
        }
        if (leftOver > 0) {
            throw new UndecodableRecordException(
                    Reason.LEFTOVER,
                    "Expected the value to end with the " + read.getName() + ", but " + leftOver
                            + " bytes are left over");
        }
        return value;
    }

    private boolean isReadable() {
        return SchemaCompatibility.checkReaderWriterCompatibility(read, written).getType()
                == SchemaCompatibilityType.COMPATIBLE;
    }

    private static UndecodableRecordException failure(Reason reason, String sentence, Exception cause) {
        return new UndecodableRecordException(reason, sentence, cause);
    }
}
