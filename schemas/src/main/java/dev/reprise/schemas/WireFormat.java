package dev.reprise.schemas;

import dev.reprise.schemas.UndecodableRecordException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions.TimestampMillisConversion;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.io.FastReaderBuilder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Confluent's wire format: byte 0, the schema id as four bytes big-endian, then the record in Avro binary. Encoders,
 * decoders and buffers are kept per thread; safe for use by many threads.
 *
 * <p>Rough figures on one core, JDK 17: FailJob (111 bytes) 0.14 µs to write and 0.15 µs to read, state.Job (187 bytes)
 * 0.23 and 0.55 µs, JobFailed (218 bytes, with Avro's slower path for logical types) 0.5 and 0.35 µs. Writing with
 * the coders that Avro generates halves the time, reading with them is no faster than the fast reader; an encoder of our
 * own saved another 5 to 15 %, which is not worth its code.
 */
final class WireFormat {
    static final byte MAGIC = 0;
    static final int HEADER_BYTES = 5;

    private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

    private final SpecificData model = model();
    private final RecordTypes types;
    private final ConcurrentMap<Schema, SpecificDatumWriter<SpecificRecord>> writers = new ConcurrentHashMap<>();
    private final ConcurrentMap<Integer, RecordReader> readers = new ConcurrentHashMap<>();

    WireFormat(RecordTypes types) {
        this.types = types;
    }

    byte[] encode(SpecificRecord value, int id) {
        Scratch scratch = SCRATCH.get();
        try {
            scratch.buffer.start(id);
            scratch.encoder = EncoderFactory.get().binaryEncoder(scratch.buffer, scratch.encoder);
            writer(value.getSchema()).write(value, scratch.encoder);
            scratch.encoder.flush();
            byte[] bytes = scratch.buffer.toByteArray();
            scratch.buffer.trim();
            return bytes;
        } catch (IOException | RuntimeException e) {
            SCRATCH.remove(); // it may hold half a record
            throw new SerializationException(
                    "Expected a complete " + value.getSchema().getName() + ", but " + e.getMessage(), e);
        } catch (Error e) {
            SCRATCH.remove();
            throw e;
        }
    }

    SpecificRecord decode(byte[] bytes, SchemaIds ids) {
        RecordReader reader = reader(id(bytes), ids);
        Scratch scratch = SCRATCH.get();
        scratch.decoder =
                DecoderFactory.get().binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, scratch.decoder);
        return reader.readWhole(scratch.decoder);
    }

    private static int id(byte[] bytes) {
        if (bytes.length == 0) {
            throw new UndecodableRecordException(Reason.EMPTY, "Expected a record, but the value has no bytes");
        }
        if (bytes[0] != MAGIC) {
            throw new UndecodableRecordException(
                    Reason.NOT_WIRE_FORMAT,
                    "Expected byte 0 and a schema id at the start, but the first byte is " + (bytes[0] & 0xff));
        }
        if (bytes.length < HEADER_BYTES) {
            throw new UndecodableRecordException(
                    Reason.NOT_WIRE_FORMAT,
                    "Expected byte 0 and a schema id of 4 bytes, but the value has " + bytes.length + " bytes in all");
        }
        return ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt();
    }

    private SpecificDatumWriter<SpecificRecord> writer(Schema schema) {
        SpecificDatumWriter<SpecificRecord> writer = writers.get(schema);
        return writer != null
                ? writer
                : writers.computeIfAbsent(schema, written -> new SpecificDatumWriter<>(written, model));
    }

    private RecordReader reader(int id, SchemaIds ids) {
        RecordReader reader = readers.get(id);
        if (reader == null) {
            reader = newReader(ids.schemaOf(id));
            readers.put(id, reader);
        }
        return reader;
    }

    private RecordReader newReader(Schema written) {
        Schema read = types.schemaOf(written.getFullName());
        try {
            // A builder of its own, because a shared one is not safe for use by many threads.
            return new RecordReader(written, read, new FastReaderBuilder(model).createDatumReader(written, read));
        } catch (IOException | AvroRuntimeException e) {
            throw new UndecodableRecordException(
                    Reason.FOREIGN_SCHEMA,
                    "Expected a schema of " + read.getName() + " that can be read, but " + e.getMessage(),
                    e);
        }
    }

    /** Our own, so that the switch is set for us alone. */
    private static SpecificData model() {
        SpecificData model = new SpecificData(WireFormat.class.getClassLoader());
        model.addLogicalTypeConversion(new TimestampMillisConversion());
        model.setCustomCoders(true);
        return model;
    }

    private static final class Scratch {
        private final WireBuffer buffer = new WireBuffer();
        private BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(buffer, null);
        private BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(new byte[0], null);
    }
}
