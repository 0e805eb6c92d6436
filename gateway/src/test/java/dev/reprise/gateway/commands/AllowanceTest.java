package dev.reprise.gateway.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A partition that answers so many commands a second in their order, and callers that do not wait for each other. */
class AllowanceTest {
    private static final long MILLI = 1_000_000;
    private static final long TICK = 50 * MILLI;
    private static final Duration TARGET = Duration.ofMillis(500);

    private final Partition partition = new Partition();

    @Test
    void letsEverythingInAsLongAsAnswersAreQuick() {
        partition.answers(4_000);

        partition.asked(2_000, Duration.ofSeconds(10));

        assertThat(partition.refused).isZero();
        assertThat(partition.allowance.limit()).isEqualTo(2_000);
    }

    @Test
    void takesABurstThatFits() {
        partition.answers(4_000);

        partition.burst(1_900);

        assertThat(partition.refused).isZero();
    }

    @Test
    void answersWhatItTakesSoonWhenTwiceAsMuchComes() {
        partition.answers(1_000);

        partition.asked(2_000, Duration.ofSeconds(60));

        assertThat(partition.waited(100)).isLessThan(700);
        assertThat(partition.taken()).isGreaterThan(58_000);
    }

    @Test
    void answersWhatItTakesSoonWhenTenTimesAsMuchComesToASlowOne() {
        partition.answers(200);

        partition.asked(2_000, Duration.ofSeconds(60));

        assertThat(partition.waited(99)).isLessThan(1_000);
        assertThat(partition.taken()).isGreaterThan(11_000);
    }

    @Test
    void takesAllAgainSecondsAfterwards() {
        partition.answers(1_000);
        partition.asked(4_000, Duration.ofSeconds(20));
        partition.asked(500, Duration.ofSeconds(3));
        partition.forget();

        partition.asked(500, Duration.ofSeconds(10));

        assertThat(partition.refused).isZero();
        assertThat(partition.waited(99)).isLessThan(50);
    }

    @Test
    void sendsAFewOnlyToOneThatAnswersNobodyInTime() {
        partition.answers(0);
        partition.asked(1_000, Duration.ofSeconds(10));
        partition.forget();

        partition.asked(1_000, Duration.ofSeconds(30));

        assertThat(partition.sent).isBetween(25, 40);
    }

    @Test
    void doesNotTakeSilenceForQuickAnswers() {
        partition.answers(0);
        partition.burst(30);
        partition.asked(0, Duration.ofSeconds(20));
        partition.forget();

        partition.burst(30);

        assertThat(partition.sent).isLessThanOrEqualTo(2);
    }

    @Test
    void comesBackFromNothingWhereAnswersAreSlowButInTime() {
        partition.answers(0);
        partition.asked(1_000, Duration.ofSeconds(20));
        partition.answers(150);
        partition.asked(1_000, Duration.ofSeconds(10));
        partition.forget();

        partition.asked(1_000, Duration.ofSeconds(10));

        assertThat(partition.taken()).isGreaterThan(1_300);
    }

    @Test
    void findsOutSoonThatAnswersComeAgain() {
        partition.answers(0);
        partition.asked(1_000, Duration.ofSeconds(20));

        partition.answers(2_000);
        partition.asked(1_000, Duration.ofSeconds(5));
        partition.forget();
        partition.asked(1_000, Duration.ofSeconds(5));

        assertThat(partition.refused).isZero();
    }

    @Test
    void servesAFewWhereOthersFillThePartitionButAnswersStillComeInTime() {
        partition.answers(1_000);
        partition.othersSend(3_000);
        partition.asked(0, Duration.ofSeconds(1));
        partition.othersSend(900);

        partition.asked(500, Duration.ofSeconds(10));

        assertThat(partition.taken()).isGreaterThan(60);
        assertThat(partition.waited(99)).isBetween(1_000L, 3_000L);
        assertThat(partition.refused).isGreaterThan(4_000);
    }

    @Test
    void keepsRoomForReportsWhereNewWorkTakesAllThatItMay() {
        Allowance allowance = new Allowance(100, TARGET, Duration.ofSeconds(9), 0);
        int created = 0;
        while (allowance.enter(true, 0)) {
            created++;
        }

        assertThat(created).isEqualTo(75);
        assertThat(allowance.enter(false, 0)).isTrue();
    }

    /** Time goes by in steps of a millisecond. */
    private static final class Partition {
        private static final long PATIENCE = Duration.ofSeconds(9).toNanos();

        private record Waiting(long since, boolean ours) {}

        final Allowance allowance = new Allowance(2_000, TARGET, Duration.ofNanos(PATIENCE), 0);
        final List<Long> times = new ArrayList<>();
        int refused;
        int sent;
        private final Deque<Waiting> queue = new ArrayDeque<>();
        private double perMilli;
        private double othersPerMilli;
        private double credit;
        private double othersDue;
        private long now;

        void answers(int perSecond) {
            perMilli = perSecond / 1e3;
        }

        /** Others than this gateway fill the partition, too. */
        void othersSend(int perSecond) {
            othersPerMilli = perSecond / 1e3;
        }

        void asked(int perSecond, Duration time) {
            double due = 0;
            for (long end = now + time.toNanos(); now < end; ) {
                due += perSecond / 1e3;
                for (; due >= 1; due--) {
                    ask();
                }
                step();
            }
        }

        void burst(int count) {
            for (int i = 0; i < count; i++) {
                ask();
            }
        }

        private void ask() {
            if (allowance.enter(false, now)) {
                queue.add(new Waiting(now, true));
                sent++;
            } else {
                refused++;
            }
        }

        private void step() {
            now += MILLI;
            othersDue += othersPerMilli;
            for (; othersDue >= 1; othersDue--) {
                queue.add(new Waiting(now, false));
            }
            credit = Math.min(credit + perMilli, 50);
            for (; credit >= 1 && !queue.isEmpty(); credit--) {
                answer(queue.remove());
            }
            while (!queue.isEmpty() && now - queue.peek().since > PATIENCE) {
                Waiting lost = queue.remove();
                allowance.over();
                allowance.unanswered(lost.since);
            }
            if (now % TICK == 0) {
                allowance.tick(now, oldest());
            }
        }

        private void answer(Waiting first) {
            if (first.ours) {
                allowance.over();
                allowance.answered(first.since, now);
                times.add((now - first.since) / MILLI);
            }
        }

        private long oldest() {
            return queue.stream()
                    .filter(waiting -> waiting.ours && allowance.tells(waiting.since))
                    .mapToLong(waiting -> now - waiting.since)
                    .max()
                    .orElse(0);
        }

        int taken() {
            return times.size();
        }

        long waited(int percent) {
            return times.stream().sorted().toList().get((int) ((times.size() - 1) * percent / 100.0));
        }

        void forget() {
            times.clear();
            refused = 0;
            sent = 0;
        }
    }
}
