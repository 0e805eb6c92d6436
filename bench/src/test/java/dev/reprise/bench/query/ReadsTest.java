package dev.reprise.bench.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ReadsTest {
    @Test
    void timesOnlyWhatWasAnswered() {
        Reads reads = new Reads();

        reads.ended(200, TimeUnit.MILLISECONDS.toNanos(3));
        reads.ended(503, TimeUnit.MILLISECONDS.toNanos(900));
        reads.ended(0, TimeUnit.SECONDS.toNanos(20));

        assertThat(reads.answered().count()).isEqualTo(1);
        assertThat(reads.answered().max()).isBetween(2.9, 3.1);
        assertThat(reads.failed()).isEqualTo(2);
    }
}
