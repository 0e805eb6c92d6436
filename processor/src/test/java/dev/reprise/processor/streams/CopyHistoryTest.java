package dev.reprise.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.processor.streams.CopyHistory.Reach;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CopyHistoryTest {
    private final CopyHistory history = new CopyHistory();

    @Test
    void lacksNothingIfOnlyTheMarkOfATransactionIsMissing() {
        assertThat(history.look(1000, stores(9, 10)).of(0)).isEqualTo(age(0, 1000L));
        assertThat(history.look(2000, stores(10, 10)).of(0)).isEqualTo(age(0, 2000L));
    }

    @Test
    void hasWhatWasThereWhenTheLogEndedWhereItIsNow() {
        history.look(1000, stores(50, 100));
        history.look(2000, stores(80, 200));

        assertThat(history.look(3000, stores(99, 300)).of(0)).isEqualTo(age(201, 1000L));
        assertThat(history.look(4000, stores(250, 400)).of(0)).isEqualTo(age(150, 2000L));
    }

    @Test
    void saysNoMomentThatIsNotKnown() {
        assertThat(history.look(1000, stores(50, 100)).of(0)).isEqualTo(age(50, null));
    }

    @Test
    void isAsOldAsTheStoreThatIsBehindMost() {
        Map<String, Map<Integer, Reach>> stores = stores(100, 100);
        stores.put(StoreNames.ERROR_DETAILS, Map.of(0, new Reach(3, 9)));

        assertThat(history.look(1000, stores).of(0)).isEqualTo(age(0, null));
    }

    @Test
    void doesNotTakeACopyThatBeganAnewForTheOneThatWas() {
        history.look(1000, stores(100, 100));

        assertThat(history.look(2000, stores(5, 100)).of(0)).isEqualTo(age(95, null));
    }

    @Test
    void knowsNothingOfCopiesThatAreNotHere() {
        assertThat(history.look(1000, stores(100, 100)).of(1)).isEqualTo(CopyAge.UNKNOWN);
    }

    private static CopyAge age(long behind, @Nullable Long asOf) {
        return new CopyAge(OptionalLong.of(behind), Optional.ofNullable(asOf).map(Instant::ofEpochMilli));
    }

    private static Map<String, Map<Integer, Reach>> stores(long position, long end) {
        Map<String, Map<Integer, Reach>> stores = new HashMap<>();
        for (String store : new String[] {StoreNames.JOBS, StoreNames.JOB_PAYLOADS, StoreNames.ERROR_DETAILS}) {
            stores.put(store, Map.of(0, new Reach(position, end)));
        }
        return stores;
    }
}
