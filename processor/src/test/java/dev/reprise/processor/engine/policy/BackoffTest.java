package dev.reprise.processor.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.common.Jitter;
import dev.reprise.policy.RetryPolicy;
import dev.reprise.policy.RetryRule;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static RetryRule.Builder rule() {
        return RetryRule.newBuilder().setName("r").setErrorCodes(List.of("*"));
    }

    @Test
    void growsByTheMultiplierUpToTheCap() {
        RetryRule rule = rule().setInitialInterval(100)
                .setMultiplier(2)
                .setMaxInterval(500L)
                .build();
        assertThat(LongStream.rangeClosed(1, 5).map(n -> Backoff.delay(rule, (int) n, 1, (int) n)))
                .containsExactly(100L, 200L, 400L, 500L, 500L);
    }

    @Test
    void staysConstantWithAMultiplierOfOne() {
        RetryRule rule = rule().setInitialInterval(100).setMultiplier(1).build();
        assertThat(Backoff.delay(rule, 1_000_000, 1, 1)).isEqualTo(100);
    }

    @Test
    void doesNotRunOverAfterAThousandFailures() {
        RetryRule rule =
                rule().setInitialInterval(Backoff.LONGEST).setMultiplier(1000).build();
        assertThat(Backoff.delay(rule, Integer.MAX_VALUE, 1, 1)).isEqualTo(Backoff.LONGEST);
        RetryRule none = rule().setInitialInterval(0).setMultiplier(1000).build();
        assertThat(Backoff.delay(none, Integer.MAX_VALUE, 1, 1)).isZero();
    }

    @Test
    void drawsFullJitterBetweenNothingAndTheDelayAndTheSameEveryTime() {
        RetryRule rule = rule().setInitialInterval(1000)
                .setMultiplier(1)
                .setJitter(Jitter.FULL)
                .build();
        long[] draws = LongStream.range(0, 10_000)
                .map(key -> Backoff.delay(rule, 1, key, 1))
                .toArray();
        assertThat(LongStream.range(0, 10_000).map(key -> Backoff.delay(rule, 1, key, 1)))
                .containsExactly(LongStream.of(draws).boxed().toArray(Long[]::new));
        assertThat(LongStream.of(draws)).allMatch(d -> d >= 0 && d <= 1000);
        assertThat(LongStream.of(draws).average().orElseThrow()).isBetween(480.0, 520.0);
        assertThat(LongStream.of(draws).distinct().count()).isGreaterThan(990);
    }

    @Test
    void drawsEqualJitterFromTheUpperHalf() {
        RetryRule rule = rule().setInitialInterval(1001)
                .setMultiplier(1)
                .setJitter(Jitter.EQUAL)
                .build();
        long[] draws = LongStream.range(0, 10_000)
                .map(key -> Backoff.delay(rule, 1, key, 1))
                .toArray();
        assertThat(LongStream.of(draws)).allMatch(d -> d >= 501 && d <= 1001);
        assertThat(LongStream.of(draws).average().orElseThrow()).isBetween(730.0, 770.0);
    }

    @Test
    void drawsAnewForEachAttempt() {
        RetryRule rule = rule().setInitialInterval(1_000_000)
                .setMultiplier(1)
                .setJitter(Jitter.FULL)
                .build();
        assertThat(LongStream.rangeClosed(1, 100)
                        .map(n -> Backoff.delay(rule, 1, 7, (int) n))
                        .distinct()
                        .count())
                .isGreaterThan(95);
    }

    @Test
    void showsEveryAttemptOfAPolicyInASimulation() {
        RetryPolicy policy = RetryPolicy.newBuilder()
                .setRules(List.of(
                        rule().setMaxAttempts(3).setInitialInterval(1000).build()))
                .build();
        List<Simulation.Step> steps = Simulation.run(policy, 1, List.of(), 10, 100);
        assertThat(steps).extracting(Simulation.Step::startsAt).containsExactly(10L, 1010L, 3010L);
        assertThat(steps).extracting(step -> step.verdict().retries()).containsExactly(2, 1, 0);
    }

    @Test
    void findsEveryMistakeInAPolicy() {
        RetryPolicy policy = RetryPolicy.newBuilder()
                .setRules(List.of(
                        rule().setMaxAttempts(0)
                                .setInitialInterval(-1)
                                .setMultiplier(0.5)
                                .setMaxInterval(-1L)
                                .build(),
                        rule().setErrorCodes(List.of())
                                .setMultiplier(Double.NaN)
                                .build()))
                .setTotalDeadline(0L)
                .build();
        assertThat(PolicyCheck.problems(policy)).hasSize(8);
        assertThat(PolicyCheck.problems(
                        RetryPolicy.newBuilder().setRules(List.of()).build()))
                .hasSize(1);
        assertThat(PolicyCheck.problems(RetryPolicy.newBuilder()
                        .setRules(List.of(rule().build()))
                        .build()))
                .isEmpty();
    }
}
