package dev.reprise.processor.streams;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.processor.metrics.Meter;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class ThreadDeathsTest {
    private final CountedMetrics metrics = new CountedMetrics();
    private final List<Throwable> gaveUp = new ArrayList<>();
    private final Throwable fault = new StreamsException("fault");
    private long nanos;
    private int exits;
    private final ThreadDeaths deaths =
            new ThreadDeaths(metrics, gaveUp::add, () -> nanos, pause -> nanos += pause, () -> exits++);

    @Test
    void areMadeUpForByNewThreadsUntilThereAreTooMany() {
        for (int i = 0; i < 5; i++) {
            assertThat(deaths.handle(fault)).isEqualTo(REPLACE_THREAD);
        }
        assertThat(gaveUp).isEmpty();
        assertThat(deaths.handle(fault)).isEqualTo(SHUTDOWN_CLIENT);
        assertThat(gaveUp).containsExactly(fault);
        assertThat(metrics.count(Meter.THREAD_DEATHS, "replaced")).isEqualTo(5);
        assertThat(exits).isEqualTo(5);
        assertThat(metrics.count(Meter.THREAD_DEATHS, "gave_up")).isEqualTo(1);
    }

    @Test
    void atStepsThatAreThenPutAsideMayBeMore() {
        Throwable atStep = new StreamsException(new DeadlyStepException(0, "7@8", new AssertionError("secret")));
        assertThat(atStep)
                .hasStackTraceContaining("AssertionError")
                .satisfies(fault -> assertThat(org.assertj.core.util.Throwables.getStackTrace(fault))
                        .doesNotContain("secret"));
        for (int i = 0; i < 20; i++) {
            assertThat(deaths.handle(atStep)).isEqualTo(REPLACE_THREAD);
        }
        assertThat(deaths.handle(fault)).as("another fault").isEqualTo(REPLACE_THREAD);
        assertThat(deaths.handle(atStep)).isEqualTo(SHUTDOWN_CLIENT);
    }

    @Test
    void areForgottenAfterFiveMinutes() {
        for (int i = 0; i < 100; i++) {
            assertThat(deaths.handle(fault)).isEqualTo(REPLACE_THREAD);
            nanos += Duration.ofSeconds(61).toNanos();
        }
    }

    @Test
    void endItAllAtOnceWhenThereIsNoHope() {
        assertThat(deaths.handle(new StreamsException("x", new OutOfMemoryError())))
                .isEqualTo(SHUTDOWN_CLIENT);
        assertThat(deaths.handle(new MissingSourceTopicException("job-commands")))
                .isEqualTo(SHUTDOWN_CLIENT);
    }

    @Test
    void neverEndItForAnOutageOfTheRegistry() {
        long start = nanos;
        for (int i = 0; i < 1_000; i++) {
            assertThat(deaths.handle(new StreamsException("x", new ConnectException())))
                    .isEqualTo(REPLACE_THREAD);
        }
        assertThat(gaveUp).isEmpty();
        assertThat(Duration.ofNanos(nanos - start)).as("at a slow pace").isGreaterThan(Duration.ofMinutes(30));
    }
}
