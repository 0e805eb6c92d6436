package dev.reprise.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SeldomTest {
    private final AtomicLong nanos = new AtomicLong();
    private int asked;

    @Test
    void asksOnceForAllUntilTheAnswerIsOld() {
        Seldom<Integer> seldom = new Seldom<>(0, last -> ++asked, Duration.ofMillis(200), nanos::get);
        for (int i = 0; i < 1_000; i++) {
            assertThat(seldom.get()).isEqualTo(1);
        }

        nanos.addAndGet(Duration.ofMillis(199).toNanos());
        assertThat(seldom.get()).isEqualTo(1);
        nanos.addAndGet(Duration.ofMillis(1).toNanos());
        assertThat(seldom.get()).isEqualTo(2);
        assertThat(seldom.get()).isEqualTo(2);
    }

    @Test
    void keepsNobodyWaitingWhileOneAsks() throws InterruptedException {
        CountDownLatch asking = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        Seldom<Integer> seldom = new Seldom<>(
                0,
                last -> {
                    asking.countDown();
                    await(answered);
                    return 7;
                },
                Duration.ofMillis(200),
                nanos::get);
        CompletableFuture<Integer> first = CompletableFuture.supplyAsync(seldom::get);
        assertThat(asking.await(30, TimeUnit.SECONDS)).isTrue();

        assertThat(seldom.get()).isZero();
        answered.countDown();
        assertThat(first.orTimeout(30, TimeUnit.SECONDS).join()).isEqualTo(7);
        assertThat(seldom.get()).isEqualTo(7);
    }

    @Test
    void asksAgainAfterAFault() {
        Seldom<Integer> seldom = new Seldom<>(
                0,
                last -> {
                    if (++asked == 1) {
                        throw new IllegalStateException("away");
                    }
                    return asked;
                },
                Duration.ofMillis(200),
                nanos::get);
        assertThatThrownBy(seldom::get).hasMessage("away");
        assertThat(seldom.get()).isEqualTo(2);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
