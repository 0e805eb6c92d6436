package dev.reprise.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobSetTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1_000, 35_761, 100_000})
    void leapsToEveryJobOnceATurn(int count) {
        JobSet jobs = new JobSet(5, count);
        Set<Long> met = new HashSet<>();
        for (int i = 0; i < count; i++) {
            met.add(jobs.scattered(3L * count + i));
        }
        assertThat(met).hasSize(count).allMatch(key -> jobs.key(jobs.index(key)) == key);
    }
}
