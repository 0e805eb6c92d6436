package dev.reprise.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.command.CancelJob;
import dev.reprise.command.CreateJob;
import dev.reprise.command.RetryJobNow;
import dev.reprise.common.RejectionType;
import dev.reprise.common.Variable;
import dev.reprise.policy.RetryRule;
import dev.reprise.reply.CommandRejected;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class AvroWireTest {
    private static final long SEED = Long.getLong("reprise.seed", System.nanoTime());

    private final AvroWire wire = new AvroWire();

    @Test
    void everyRecordComesBackAsItWas() {
        RandomRecords random = new RandomRecords(SEED);
        for (Schema schema : Contracts.roots().values()) {
            for (int i = 0; i < 200; i++) {
                SpecificRecord value = random.next(schema);
                assertThat(wire.decode(wire.encode(value)))
                        .as("-Dreprise.seed=%d", SEED)
                        .isEqualTo(value)
                        .hasSameClassAs(value);
            }
        }
    }

    @Test
    void manyThreadsMayShareIt() throws Exception {
        int threads = 8;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (int round = 0; round < 20; round++) {
                AvroWire shared = new AvroWire(); // new each time, so that all meet while its readers are made
                List<Future<?>> runs = new ArrayList<>();
                for (int thread = 0; thread < threads; thread++) {
                    RandomRecords random = new RandomRecords(SEED + thread);
                    runs.add(pool.submit(() -> Contracts.roots().values().forEach(schema -> {
                        SpecificRecord value = random.next(schema);
                        assertThat(shared.decode(shared.encode(value))).isEqualTo(value);
                    })));
                }
                for (Future<?> run : runs) {
                    run.get();
                }
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void anOlderVersionIsReadAsTheNewest() {
        ReleasedSchema newest = SchemaCatalogue.released().newest("dev.reprise.command.CancelJob");
        Schema older = SchemaBuilder.record(newest.fullName())
                .fields()
                .requiredLong("jobKey")
                .requiredString("droppedSince")
                .endRecord();
        AvroWire both = new AvroWire(new SchemaCatalogue(List.of(
                new ReleasedSchema(1, 1, "0.0.1", newest.fullName(), older.toString(), older),
                new ReleasedSchema(2, 2, "0.1.0", newest.fullName(), newest.json(), newest.schema()))));
        assertThat(both.decode(HexFormat.of().parseHex("00" + "00000001" + "0e" + "0278")))
                .isEqualTo(new CancelJob(7L, null));
        assertThat(both.encode(new CancelJob(7L, null))).startsWith(0, 0, 0, 0, 2);
    }

    @Test
    void aSymbolThatIsNotKnownYetIsReadAsTheDefault() {
        ReleasedSchema ours = SchemaCatalogue.released().newest("dev.reprise.reply.CommandRejected");
        Schema newer = new Schema.Parser()
                .parse(ours.json().replaceFirst("\"UNSPECIFIED\",", "\"UNSPECIFIED\", \"QUOTA_EXCEEDED\","));
        AvroWire wireOfNewer = new AvroWire(new SchemaCatalogue(
                List.of(new ReleasedSchema(1, 1, "9.0.0", ours.fullName(), newer.toString(), newer))));
        byte[] bytes = wireOfNewer.encode(CommandRejected.newBuilder()
                .setCommandId("c")
                .setCommandType("FailJob")
                .setType(RejectionType.NOT_FOUND) // second in our order, and so second in theirs
                .setReason("")
                .setOccurredAt(Instant.EPOCH)
                .build());
        assertThat(wireOfNewer.decode(bytes, CommandRejected.class).getType()).isEqualTo(RejectionType.UNSPECIFIED);
    }

    @Test
    void textIsAString() {
        CreateJob command = CreateJob.newBuilder()
                .setJobKey(1L)
                .setType("charge")
                .setVariables(Map.of("paid", new Variable("true", null, null)))
                .build();
        CreateJob back = wire.decode(wire.encode(command), CreateJob.class);
        assertThat(back.getVariables().keySet()).containsExactly("paid").allMatch(String.class::isInstance);
        assertThat(back.getVariables()).containsEntry("paid", new Variable("true", null, null));
    }

    @Test
    void aHugeRecordIsWrittenWholeAndItsRoomGivenBack() {
        CancelJob huge = new CancelJob(1L, "x".repeat(5 << 20));
        assertThat(wire.decode(wire.encode(huge))).isEqualTo(huge);
        CancelJob small = new CancelJob(1L, "x");
        assertThat(wire.decode(wire.encode(small))).isEqualTo(small);
    }

    @Test
    void aRecordWithAMissingFieldIsRefusedAndTheNextOneIsWrittenAllTheSame() {
        CreateJob broken = new CreateJob();
        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> wire.encode(broken))
                .withMessageContaining("Expected a complete CreateJob");
        assertThat(wire.decode(wire.encode(new RetryJobNow(7L)))).isEqualTo(new RetryJobNow(7L));
    }

    @Test
    void aLoneSurrogateIsWrittenAsAQuestionMark() {
        byte[] bytes = wire.encode(new CancelJob(1L, "a\uD800b"));
        assertThat(new String(bytes, UTF_8)).endsWith("a?b");
    }

    @Test
    void aPartOfARecordIsNotInTheCatalogue() {
        Variable part = new Variable("1", null, null);
        assertThatThrownBy(() -> wire.encode(part))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("dev.reprise.common.Variable is not in it");
    }

    @Test
    void anotherTypeThanTheExpectedIsRefused() {
        byte[] bytes = wire.encode(new RetryJobNow(7L));
        assertThatExceptionOfType(UndecodableRecordException.class)
                .isThrownBy(() -> wire.decode(bytes, CancelJob.class))
                .withMessage("Expected a CancelJob, but the value is a RetryJobNow");
    }

    @Test
    void buildersFillInDefaultsOfOurOwnTypes() {
        // Avro 1.12.2 refuses this for classes that nobody vouched for: see TrustInGeneratedTypes.
        RetryRule rule = RetryRule.newBuilder()
                .setName("all")
                .setErrorCodes(List.of("*"))
                .build();
        assertThat(RetryRule.newBuilder(rule).build()).isEqualTo(rule);
    }
}
