package dev.reprise.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.command.GiveBackJob;
import dev.reprise.command.RetryJobNow;
import dev.reprise.event.JobRetryDue;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Pins the bytes of Confluent's wire format, against which every Kafka tool and Confluent's own serde are written. */
class WireContractTest {
    private final AvroWire wire = new AvroWire();
    private final HexFormat hex = HexFormat.of();

    @Test
    void aRecordIsByteZeroThenItsIdBigEndianThenItsFieldsInAvroBinary() {
        int id = SchemaCatalogue.released()
                .newest("dev.reprise.command.GiveBackJob")
                .id();
        byte[] bytes = wire.encode(new GiveBackJob(300L, "w-1", null, false));
        // 300 in zigzag; branch 1 and 3 bytes of text; branch 0; false
        assertThat(hex.formatHex(bytes))
                .isEqualTo("00" + hex.toHexDigits(id) + "d804" + "02" + "06" + "772d31" + "00" + "00");
    }

    @Test
    void theIdIsFourBytesBigEndian() {
        byte[] bytes =
                new WireFormat(new RecordTypes(SchemaCatalogue.released())).encode(new RetryJobNow(1L), 0x01020304);
        assertThat(hex.formatHex(bytes)).isEqualTo("00" + "01020304" + "02");
    }

    @Test
    void instantsAreMillisecondsSince1970() {
        JobRetryDue event = JobRetryDue.newBuilder()
                .setJobKey(1L)
                .setSequence(2L)
                .setOccurredAt(Instant.ofEpochMilli(3))
                .setDueAt(Instant.ofEpochMilli(4))
                .setLateness(0L)
                .setJobType("t")
                .build();
        byte[] bytes = wire.encode(event);
        assertThat(hex.formatHex(bytes, 5, 8)).isEqualTo("020406");
        assertThat(wire.decode(bytes)).isEqualTo(event);
    }

    @Test
    void theIdThatWasReadIsTheOneThatWasWritten() {
        byte[] bytes = wire.encode(new RetryJobNow(Long.MAX_VALUE));
        assertThat(ByteBuffer.wrap(bytes, 1, 4).getInt())
                .isEqualTo(SchemaCatalogue.released()
                        .newest("dev.reprise.command.RetryJobNow")
                        .id());
        assertThat(wire.decode(bytes, RetryJobNow.class).getJobKey()).isEqualTo(Long.MAX_VALUE);
    }
}
