package dev.reprise.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.processor.engine.rows.ActivatableRow;
import dev.reprise.processor.engine.rows.DueKind;
import dev.reprise.processor.engine.rows.DueRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

class RowKeysTest {
    private static final Comparator<byte[]> BYTES = Bytes.BYTES_LEXICO_COMPARATOR;

    private final long seed = Long.getLong("reprise.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void areOnDiskAsTheyAlwaysWere() {
        assertThat(hex(RowKeys.job(0x0102030405060708L))).isEqualTo("0102030405060708");
        assertThat(hex(RowKeys.due(new DueRow(1, 2, DueKind.LEASE))))
                .isEqualTo("0000000000000001" + "0000000000000002" + "02");
        assertThat(hex(RowKeys.activatable(new ActivatableRow("t", "xy", 0, 3, 4))))
                .isEqualTo("74" + "00" + "7879" + "00" + "7fffffff" + "0000000000000003" + "0000000000000004");
    }

    @Test
    void orderDueRowsByTimeThenJobThenKind() {
        List<DueRow> rows = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            rows.add(new DueRow(number(), number(), DueKind.values()[random.nextInt(3)]));
        }
        rows.add(new DueRow(0, 0, DueKind.RETRY));
        rows.add(new DueRow(Long.MAX_VALUE, Long.MAX_VALUE, DueKind.RETENTION));
        rows.sort(Comparator.comparingLong(DueRow::dueAt)
                .thenComparingLong(DueRow::jobKey)
                .thenComparing(DueRow::kind));
        assertThat(rows.stream().map(RowKeys::due).toList()).as("seed %d", seed).isSortedAccordingTo(BYTES);
        assertThat(rows.stream().map(RowKeys::due).map(RowKeys::dueRow)).containsExactlyElementsOf(rows);
    }

    @Test
    void putTheEndOfAnInstantBehindAllThatIsDueThenAndBeforeAllThatIsDueLater() {
        for (long instant : new long[] {0, 1, 255, 256, 1_772_366_400_000L, Long.MAX_VALUE - 1}) {
            assertThat(List.of(
                            RowKeys.due(new DueRow(instant, Long.MAX_VALUE, DueKind.RETENTION)),
                            RowKeys.dueTo(instant),
                            RowKeys.due(new DueRow(instant + 1, 1, DueKind.RETRY))))
                    .isSortedAccordingTo(BYTES);
        }
    }

    @Test
    void orderWaitingJobsByPriorityThenSinceThenKey() {
        List<ActivatableRow> rows = new ArrayList<>();
        int[] priorities = {Integer.MIN_VALUE, Integer.MIN_VALUE + 1, -1, 0, 1, Integer.MAX_VALUE - 1, Integer.MAX_VALUE
        };
        for (int i = 0; i < 2_000; i++) {
            rows.add(new ActivatableRow("<default>", "type", priorities[random.nextInt(7)], number(), number()));
        }
        rows.sort(Comparator.comparing(ActivatableRow::priority, Comparator.reverseOrder())
                .thenComparingLong(ActivatableRow::since)
                .thenComparingLong(ActivatableRow::jobKey));
        assertThat(rows.stream().map(RowKeys::activatable).toList())
                .as("seed %d", seed)
                .isSortedAccordingTo(BYTES);
        assertThat(rows.stream().map(RowKeys::activatable).map(RowKeys::activatableRow))
                .containsExactlyElementsOf(rows);
    }

    @Test
    void keepTenantsAndTypesApartThatBeginAlike() {
        List<String> names = List.of("a", "aa", "a\u0001", "ä", "a<default>", "日本", "\uD83D\uDE00");
        for (String tenant : names) {
            for (String type : names) {
                Bytes prefix = Bytes.wrap(RowKeys.activatablePrefix(tenant, type));
                for (String otherTenant : names) {
                    for (String otherType : names) {
                        ActivatableRow row =
                                new ActivatableRow(otherTenant, otherType, random.nextInt(), number(), number());
                        byte[] key = RowKeys.activatable(row);
                        boolean within = BYTES.compare(key, prefix.get()) >= 0
                                && BYTES.compare(
                                                key,
                                                RowKeys.activatableTo(prefix).get())
                                        <= 0;
                        assertThat(within).isEqualTo(tenant.equals(otherTenant) && type.equals(otherType));
                        assertThat(RowKeys.activatableRow(key)).isEqualTo(row);
                        assertThat(RowKeys.activatableJobKey(key)).isEqualTo(row.jobKey());
                    }
                }
            }
        }
    }

    @Test
    void refuseTimesThatWouldBreakTheOrder() {
        assertThatThrownBy(() -> RowKeys.due(new DueRow(-1, 1, DueKind.RETRY))).hasMessageContaining("-1");
    }

    /** From few and from many digits, so that equal and far numbers both occur. */
    private long number() {
        return random.nextLong() >>> (1 + random.nextInt(62));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
