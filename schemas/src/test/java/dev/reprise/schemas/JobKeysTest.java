package dev.reprise.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobKeysTest {
    private static final long SEED = Long.getLong("reprise.seed", System.nanoTime());

    @Test
    void everyFormLeadsBackToItsKey() {
        keys().forEach(key -> {
            assertThat(JobKeys.parse(JobKeys.text(key))).isEqualTo(key);
            assertThat(JobKeys.fromRecordKey(JobKeys.recordKey(key))).isEqualTo(key);
            assertThat(JobKeys.fromUuid(JobKeys.toUuid(key))).isEqualTo(key);
            assertThat(JobKeys.parseUuid(JobKeys.uuidText(key))).isEqualTo(key);
        });
    }

    @Test
    void noTwoKeysShareAForm() {
        Set<Object> forms = new HashSet<>();
        long different = keys().distinct()
                .peek(key -> forms.add(JobKeys.text(key)))
                .peek(key -> forms.add(JobKeys.toUuid(key)))
                .count();
        assertThat(forms).as("-Dreprise.seed=%d", SEED).hasSize((int) (2 * different));
    }

    @Test
    void theRecordKeyIsDecimalText() {
        assertThat(new String(JobKeys.recordKey(4711), UTF_8)).isEqualTo("4711");
    }

    @Test
    void theUuidHoldsTheKeyInItsLowHalf() {
        assertThat(JobKeys.uuidText(0x0123_4567_89ab_cdefL)).isEqualTo("72657072-6973-8065-0123-456789abcdef");
        assertThat(JobKeys.uuidText(1)).matches("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void aNumberThatIsNotPositiveIsNoKey(long number) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JobKeys.text(number))
                .withMessage("Expected a job key of 1 or more, but got " + number);
        assertThatIllegalArgumentException().isThrownBy(() -> JobKeys.toUuid(number));
        assertThatIllegalArgumentException().isThrownBy(() -> JobKeys.partitionFor(number, 4));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "01",
                "+1",
                "-1",
                " 1",
                "1 ",
                "1\n",
                "1.0",
                "1e3",
                "0x10",
                "１",
                "٣",
                "abc",
                "9223372036854775808",
                "9999999999999999999",
                "10000000000000000000"
            })
    void anySecondSpellingIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JobKeys.parse(text))
                .withMessage("Expected a job key in decimal, 1 to 9223372036854775807, but got '" + text + "'");
    }

    @Test
    void aRecordKeyThatIsNoTextIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> JobKeys.fromRecordKey(new byte[] {(byte) 0xff, '1'}));
        assertThatIllegalArgumentException().isThrownBy(() -> JobKeys.fromRecordKey(new byte[0]));
        assertThatIllegalArgumentException().isThrownBy(() -> JobKeys.fromRecordKey(new byte[8]));
    }

    @Test
    void aLongTextIsNotRepeatedWhole() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JobKeys.parse("9".repeat(1_000_000)))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "6a6cd836-d02e-4560-fd9d-f2081ad6be50", // a random one
                "72657072-6973-8065-0000-000000000000", // key 0
                "72657072-6973-8065-8000-000000000001", // a negative key
                "72657072-6973-8066-0000-000000000001",
                "72657072-6973-8065-0000-00000000000A",
                "72657072-6973-8065-0-1",
                "72657072697380650000000000000001",
                "not a uuid",
                ""
            })
    void aForeignUuidIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> JobKeys.parseUuid(text));
    }

    @Test
    void aRandomUuidIsRefused() {
        for (int i = 0; i < 1000; i++) {
            UUID uuid = UUID.randomUUID();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> JobKeys.fromUuid(uuid))
                    .withMessage("Expected the UUID of a job, but " + uuid + " is none");
        }
    }

    @Test
    void aJobIsWhereKafkasOwnPartitionerPutsItsKey() {
        keys().forEach(key -> assertThat(JobKeys.partitionFor(key, 12))
                .isEqualTo(BuiltInPartitioner.partitionForKey(JobKeys.recordKey(key), 12)));
        // Pinned, for clients in other languages: murmur2 of the UTF-8 text, sign bit cleared, modulo partitions.
        assertThat(LongStream.rangeClosed(1, 8).mapToInt(key -> JobKeys.partitionFor(key, 4)))
                .containsExactly(3, 0, 3, 1, 2, 2, 3, 3);
    }

    private static LongStream keys() {
        Random random = new Random(SEED);
        LongStream edges = LongStream.of(1, 2, 9, 10, 99, 100, 1L << 32, 1L << 62, Long.MAX_VALUE - 1, Long.MAX_VALUE);
        LongStream any = random.longs(20_000).map(number -> number >>> (1 + random.nextInt(62)));
        return LongStream.concat(edges, any.filter(number -> number > 0));
    }
}
