package dev.reprise.gateway.cloudflow;

import static dev.reprise.gateway.cloudflow.FlowSpec.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What is kept for callers is bounded, and gives way in the right order. */
class LimitsTest {
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void aBucketFillsAgainWithTime() {
        RateLimit rate = new RateLimit(10, 2, nanos::get);
        assertThat(rate.take("a")).isTrue();
        assertThat(rate.take("a")).isTrue();
        assertThat(rate.take("a")).isFalse();
        assertThat(rate.take("b")).as("another key has a bucket of its own").isTrue();
        nanos.addAndGet(100_000_000);
        assertThat(rate.take("a")).isTrue();
        assertThat(rate.take("a")).isFalse();
        nanos.addAndGet(3_600_000_000_000L);
        assertThat(rate.take("a")).isTrue();
        assertThat(rate.take("a")).isTrue();
        assertThat(rate.take("a")).as("no more than the burst").isFalse();
    }

    @Test
    void withoutARateThereIsNoLimit() {
        RateLimit rate = new RateLimit(0, 1, nanos::get);
        for (int i = 0; i < 1_000; i++) {
            assertThat(rate.take("a")).isTrue();
        }
        assertThat(rate.buckets()).isZero();
    }

    @Test
    void noMoreThanSoManyBucketsAreKept() {
        RateLimit rate = new RateLimit(1, 1, nanos::get);
        for (int i = 0; i < RateLimit.MOST_BUCKETS + 500; i++) {
            rate.take("key " + i);
        }
        assertThat(rate.buckets()).isEqualTo(RateLimit.MOST_BUCKETS);
    }

    @Test
    void noMoreThanSoManyNoncesAreKeptAndNoneLongerThanItCanPass() {
        NonceCache nonces = new NonceCache(3);
        assertThat(nonces.firstUse("k", "1", NOW.plusSeconds(10), NOW)).isTrue();
        assertThat(nonces.firstUse("k", "1", NOW.plusSeconds(10), NOW)).isFalse();
        assertThat(nonces.firstUse("other", "1", NOW.plusSeconds(10), NOW)).isTrue();
        assertThat(nonces.firstUse("k", "2", NOW.plusSeconds(10), NOW)).isTrue();
        assertThat(nonces.firstUse("k", "3", NOW.plusSeconds(10), NOW)).isTrue();
        assertThat(nonces.size()).isEqualTo(3);
        assertThat(nonces.firstUse("k", "4", NOW.plusSeconds(30), NOW.plusSeconds(11)))
                .isTrue();
        assertThat(nonces.size()).isEqualTo(1);
    }
}
