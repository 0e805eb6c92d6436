package dev.reprise.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RefusalFilterTest {
    private static final long KEYS = 100_000;

    private final RefusalFilter filter = new RefusalFilter();

    @Test
    void knowsOfNoJobAtFirst() {
        assertThat(LongStream.range(1, KEYS).filter(filter::mayHave)).isEmpty();
    }

    @Test
    void findsEveryJobThatWasAddedAndFewOthers() {
        LongStream.rangeClosed(1, KEYS).forEach(filter::add);

        assertThat(LongStream.rangeClosed(1, KEYS).allMatch(filter::mayHave)).isTrue();
        assertThat(LongStream.rangeClosed(KEYS + 1, 2 * KEYS)
                        .filter(filter::mayHave)
                        .count())
                .isLessThan(KEYS / 10);
    }

    @Test
    void saysThatAnyJobMayHaveOneWhenThereAreTooMany() {
        LongStream.rangeClosed(1, 2 * RefusalFilter.MOST).forEach(filter::add);

        assertThat(LongStream.rangeClosed(1, KEYS).map(key -> -key).allMatch(filter::mayHave))
                .isTrue();
    }
}
