package dev.reprise.schemas;

import static dev.reprise.schemas.UndecodableRecordException.Reason.EMPTY;
import static dev.reprise.schemas.UndecodableRecordException.Reason.FOREIGN_SCHEMA;
import static dev.reprise.schemas.UndecodableRecordException.Reason.LEFTOVER;
import static dev.reprise.schemas.UndecodableRecordException.Reason.MALFORMED;
import static dev.reprise.schemas.UndecodableRecordException.Reason.NOT_WIRE_FORMAT;
import static dev.reprise.schemas.UndecodableRecordException.Reason.TRUNCATED;
import static dev.reprise.schemas.UndecodableRecordException.Reason.UNKNOWN_SCHEMA;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import dev.reprise.command.CancelJob;
import dev.reprise.command.RetryJobNow;
import dev.reprise.schemas.UndecodableRecordException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnreadableInputTest {
    private static final long SEED = Long.getLong("reprise.seed", System.nanoTime());
    private static final ThreadMXBean MEMORY = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final AvroWire wire = new AvroWire();

    @Test
    void noBytesAtAll() {
        assertRefused(new byte[0], EMPTY, "Expected a record, but the value has no bytes");
    }

    @Test
    void textInsteadOfARecord() {
        assertRefused(
                "{\"jobKey\":1}".getBytes(UTF_8),
                NOT_WIRE_FORMAT,
                "Expected byte 0 and a schema id at the start, but the first byte is 123");
    }

    @Test
    void tooShortForASchemaId() {
        assertRefused(
                new byte[] {0, 0, 0},
                NOT_WIRE_FORMAT,
                "Expected byte 0 and a schema id of 4 bytes, but the value has 3 bytes in all");
    }

    @Test
    void anUnknownSchemaId() {
        assertRefused(
                new byte[] {0, 0x7f, 0, 0, 0, 2},
                UNKNOWN_SCHEMA,
                "Expected a schema id of the catalogue, but 2130706432 is none");
    }

    @Test
    void everyBeginningOfARecord() {
        byte[] whole = wire.encode(new CancelJob(300L, "no longer needed"));
        for (int length = WireFormat.HEADER_BYTES; length < whole.length; length++) {
            assertRefused(
                    Arrays.copyOf(whole, length),
                    TRUNCATED,
                    "Expected a whole CancelJob, but the value ends within it");
        }
    }

    @Test
    void bytesAfterTheRecord() {
        byte[] whole = wire.encode(new RetryJobNow(1L));
        assertRefused(
                Arrays.copyOf(whole, whole.length + 3),
                LEFTOVER,
                "Expected the value to end with the RetryJobNow, but 3 bytes are left over");
    }

    @Test
    void aNumberThatDoesNotEnd() {
        byte[] bytes = new byte[20];
        Arrays.fill(bytes, (byte) 0xff);
        assertThat(refusal(value("dev.reprise.command.RetryJobNow", bytes)).reason())
                .isEqualTo(MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE})
    void aTextOfNegativeLength(long length) {
        assertThat(refusal(cancelJobWithReasonOf(length)).reason()).isEqualTo(MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(longs = {1000, Integer.MAX_VALUE - 8, Integer.MAX_VALUE, Integer.MAX_VALUE + 1L, Long.MAX_VALUE})
    void aTextThatClaimsToBeHugeTakesNoMemory(long length) {
        assertRefusedCheaply(cancelJobWithReasonOf(length));
    }

    @ParameterizedTest
    @ValueSource(
            longs = {
                1000,
                Integer.MAX_VALUE - 8,
                Integer.MAX_VALUE,
                Long.MAX_VALUE,
                -1,
                -Integer.MAX_VALUE,
                Long.MIN_VALUE
            })
    void aListThatClaimsToBeHugeTakesNoMemory(long count) {
        assertRefusedCheaply(value("dev.reprise.state.Refusals", written(out -> {
            out.writeLong(count);
            out.writeLong(count); // bytes of the block, which stand here if the count is negative
        })));
    }

    @ParameterizedTest
    @ValueSource(longs = {1000, Integer.MAX_VALUE - 8, Integer.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE})
    void aMapThatClaimsToBeHugeTakesNoMemory(long count) {
        assertRefusedCheaply(value("dev.reprise.state.JobPayload", written(out -> {
            out.writeLong(count);
            out.writeLong(count);
        })));
    }

    @Test
    void aUnionBranchThatIsNotThere() {
        UndecodableRecordException refusal = refusal(value("dev.reprise.command.CancelJob", written(out -> {
            out.writeLong(1);
            out.writeIndex(5);
        })));
        assertThat(refusal.reason()).isEqualTo(MALFORMED);
        assertThat(refusal).hasMessageContaining("Expected a CancelJob, but Union branch index out of range");
    }

    @Test
    void aSchemaOfSomeoneElse() {
        Schema foreign = SchemaBuilder.record("com.example.Order")
                .fields()
                .requiredLong("id")
                .endRecord();
        assertThat(refusalOf(foreign, written(out -> out.writeLong(1))))
                .hasMessage("Expected a record of Reprise, but its schema is of com.example.Order");
    }

    @Test
    void aSchemaThatOnlyHasTheNameOfOurs() {
        Schema foreign = SchemaBuilder.record("dev.reprise.command.RetryJobNow")
                .fields()
                .requiredString("jobKey")
                .endRecord();
        assertThat(refusalOf(foreign, written(out -> out.writeString("1"))))
                .hasMessageStartingWith("Expected a RetryJobNow, but ");
    }

    @Test
    void randomDamageIsAlwaysRefusedInOneWay() {
        Random random = new Random(SEED);
        RandomRecords records = new RandomRecords(SEED);
        int refused = 0;
        for (Schema schema : Contracts.roots().values()) {
            for (int i = 0; i < 300; i++) {
                byte[] bytes = wire.encode(records.next(schema));
                for (int damage = 1 + random.nextInt(3); damage > 0 && bytes.length > 5; damage--) {
                    bytes[5 + random.nextInt(bytes.length - 5)] = (byte) random.nextInt();
                }
                try {
                    assertThat(wire.decode(bytes).getSchema().getFullName()).isEqualTo(schema.getFullName());
                } catch (UndecodableRecordException e) {
                    refused++;
                } catch (Throwable e) {
                    throw new AssertionError("-Dreprise.seed=" + SEED + " " + schema.getFullName(), e);
                }
            }
        }
        assertThat(refused).isPositive();
    }

    private void assertRefused(byte[] bytes, Reason reason, String sentence) {
        UndecodableRecordException refusal = refusal(bytes);
        assertThat(refusal).hasMessage(sentence);
        assertThat(refusal.reason()).isEqualTo(reason);
    }

    private void assertRefusedCheaply(byte[] bytes) {
        refusal(bytes); // the first time builds the reader
        long before = MEMORY.getThreadAllocatedBytes(Thread.currentThread().getId());
        refusal(bytes);
        long after = MEMORY.getThreadAllocatedBytes(Thread.currentThread().getId());
        assertThat(after - before).isLessThan(1 << 20);
    }

    private UndecodableRecordException refusal(byte[] bytes) {
        return catchThrowableOfType(UndecodableRecordException.class, () -> wire.decode(bytes));
    }

    private static UndecodableRecordException refusalOf(Schema written, byte[] fields) {
        SchemaIds ids = new SchemaIds() {
            @Override
            public int idFor(String topic, String fullName) {
                throw new AssertionError("nothing is written here");
            }

            @Override
            public Schema schemaOf(int id) {
                return written;
            }
        };
        WireFormat format = new WireFormat(new RecordTypes(SchemaCatalogue.released()));
        UndecodableRecordException refusal =
                catchThrowableOfType(UndecodableRecordException.class, () -> format.decode(value(1, fields), ids));
        assertThat(refusal.reason()).isEqualTo(FOREIGN_SCHEMA);
        return refusal;
    }

    private static byte[] cancelJobWithReasonOf(long length) {
        return value("dev.reprise.command.CancelJob", written(out -> {
            out.writeLong(1);
            out.writeIndex(1);
            out.writeLong(length);
            out.writeFixed("short".getBytes(UTF_8));
        }));
    }

    private static byte[] value(String fullName, byte[] fields) {
        return value(SchemaCatalogue.released().newest(fullName).id(), fields);
    }

    private static byte[] value(int id, byte[] fields) {
        return ByteBuffer.allocate(WireFormat.HEADER_BYTES + fields.length)
                .put(WireFormat.MAGIC)
                .putInt(id)
                .put(fields)
                .array();
    }

    private interface Fields {
        void writeTo(BinaryEncoder out) throws IOException;
    }

    private static byte[] written(Fields fields) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            BinaryEncoder out = EncoderFactory.get().directBinaryEncoder(bytes, null);
            fields.writeTo(out);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
