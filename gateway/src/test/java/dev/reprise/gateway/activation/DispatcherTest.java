package dev.reprise.gateway.activation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.reply.JobsAvailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DispatcherTest extends DispatcherSpec {
    @Test
    void asksOnePartitionAfterTheOtherUntilTheBatchIsFull() {
        var poll = poll("w", 3);

        answer(ask(0), 1);
        assertThat(asks).hasSize(2);
        assertThat(ask(1).command().getMaxJobs()).isEqualTo(2);
        answer(ask(1), 2);

        assertThat(jobs(poll)).hasSize(3);
        assertThat(asks).hasSize(2);
        assertThat(ask(0).partition()).isNotEqualTo(ask(1).partition());
    }

    @Test
    void answersWithWhatThereIsWhenAllPartitionsHaveBeenAsked() {
        var poll = poll("w", 10);

        answer(ask(0), 0);
        answer(ask(1), 1);
        answer(ask(2), 0);
        assertThat(poll).isNotDone();
        answer(ask(3), 0);

        assertThat(jobs(poll)).hasSize(1);
        assertThat(asks.stream().map(Ask::partition)).containsExactlyInAnyOrder(0, 1, 2, 3);
    }

    @Test
    void startsEachTimeAtAnotherPartition() {
        List<Integer> first = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            asks.clear();
            var poll = poll("w", 1);
            first.add(ask(0).partition());
            answer(ask(0), 1);
            assertThat(jobs(poll)).hasSize(1);
        }

        assertThat(first).containsExactlyInAnyOrder(0, 1, 2, 3);
    }

    @Test
    void sleepsWhenThereIsNothingAndCostsNothingMeanwhile() {
        var poll = poll("w", 1);
        answerAllEmpty();

        var second = poll("w2", 1);
        pass(Duration.ofSeconds(3));

        assertThat(asks).hasSize(4);
        assertThat(poll).isNotDone();
        assertThat(second).isNotDone();
    }

    @Test
    void wakesTheOneWhoHasWaitedLongestAndAsksThePartitionThatTheNoticeNames() {
        var first = poll("first", 1);
        answerAllEmpty();
        var second = poll("second", 1);

        notice("mail", 2);

        assertThat(asks).hasSize(5);
        assertThat(ask(4).partition()).isEqualTo(2);
        assertThat(ask(4).command().getWorker()).isEqualTo("first");
        answer(ask(4), 1);
        assertThat(jobs(first)).hasSize(1);
        assertThat(ask(5).command().getWorker())
                .as("it gave all that was asked for, so it may have more")
                .isEqualTo("second");
        answer(ask(5), 0);
        assertThat(second).isNotDone();
        assertThat(asks).hasSize(6);
    }

    @Test
    void doesNotSendAHerdForOneJob() {
        poll("w0", 1);
        answerAllEmpty();
        for (int i = 1; i < 1000; i++) {
            poll("w" + i, 1);
        }
        assertThat(asks).hasSize(4);

        notice("mail", 1);
        assertThat(asks).hasSize(5);
        answer(ask(4), 1);
        assertThat(asks).as("at most two look for more").hasSizeLessThanOrEqualTo(7);
        answer(ask(5), 0);
        answer(ask(6), 0);

        assertThat(asks).hasSize(7);
        assertThat(dispatcher.waiters()).isEqualTo(999);
    }

    @Test
    void handsOutABacklogToMoreAndMorePollsAtATime() {
        for (int i = 0; i < 200; i++) {
            poll("w" + i, 1);
        }
        int answered = 0;
        int rounds = 0;
        while (dispatcher.waiters() > 0) {
            rounds++;
            int until = asks.size();
            while (answered < until) {
                answer(ask(answered++), 1);
            }
        }

        assertThat(rounds).as("rounds for 200 polls with 4 partitions").isLessThan(10);
        assertThat(asks).hasSize(200);
    }

    @Test
    void neverHasMoreThanABoundedNumberOfQuestionsToAPartition() {
        for (int i = 0; i < 1000; i++) {
            poll("w" + i, 1);
        }
        for (int answered = 0; answered < 700; answered++) {
            answer(ask(answered), 1);
            assertThat(asks.size() - answered - 1).isLessThanOrEqualTo(4 * Shelf.MOST_ASKS);
        }
    }

    @Test
    void doesNotLoseAJobThatComesBetweenTheAnswerAndTheNotice() {
        var poll = poll("w", 1);
        Ask asked = ask(0);

        notice("mail", asked.partition()); // of a job that the answer, which is on its way, does not know
        answer(asked, 0);

        assertThat(ask(1).partition()).isEqualTo(asked.partition());
        answer(ask(1), 1);
        assertThat(jobs(poll)).hasSize(1);
    }

    @Test
    void asksForEveryTypeWhenANoticeHasNone() {
        poll("w", 1);
        answerAllEmpty();
        pollFor("print", "w", 1);
        answerAllEmpty();
        int before = asks.size();

        dispatcher.noticed(new JobsAvailable("", "", 3));

        assertThat(asks.subList(before, asks.size()))
                .extracting(ask -> ask.command().getType() + ask.partition())
                .containsExactlyInAnyOrder("mail3", "print3");
    }

    @Test
    void asksAgainAfterALongSilenceInCaseANoticeGotLost() {
        var poll = poll("w", 1);
        answerAllEmpty();

        pass(Dispatcher.PROBE.plusMillis(1));

        assertThat(asks).hasSize(5);
        answer(ask(4), 1);
        assertThat(jobs(poll)).hasSize(1);
    }

    @Test
    void asksOftenAsLongAsNoticesCannotBeRead() {
        noticesAreRead = false;
        poll("w", 1);
        answerAllEmpty();

        pass(Dispatcher.PROBE_WITHOUT_NOTICES.plusMillis(1));

        assertThat(asks).hasSize(5);
    }

    @Test
    void asksEveryPartitionOnceForAPollThatDoesNotWaitWhateverIsKnown() {
        poll("sleeper", 1);
        answerAllEmpty();

        var poll = poll("w", 1, Duration.ZERO, Caller.patient());
        for (int i = 4; i < 8; i++) {
            answer(ask(i), 0);
        }

        assertThat(jobs(poll)).isEmpty();
        assertThat(asks.subList(4, 8)).extracting(Ask::partition).containsExactlyInAnyOrder(0, 1, 2, 3);
    }

    @Test
    void takesSeveralTypesAndTenantsAtOnce() {
        Wanted mail = new Wanted("mail", Duration.ofSeconds(5), List.of("a", "b"), null, true);
        Wanted print = new Wanted("print", Duration.ofSeconds(50), List.of("a"), List.of("x"), false);
        var poll = join(new Poll("w", 5, List.of(mail, print), Duration.ofSeconds(20), null), Caller.patient());

        for (int i = 0; i < 8; i++) {
            answer(ask(i), 0);
        }
        assertThat(asks).hasSize(8);
        assertThat(ask(0).command().getTenantIds()).containsExactly("a", "b");
        dispatcher.noticed(new JobsAvailable("mail", "b", 1));
        assertThat(ask(8).command().getType()).isEqualTo("mail");
        assertThat(ask(8).partition()).isEqualTo(1);
        answer(ask(8), 0);
        dispatcher.noticed(new JobsAvailable("print", "a", 3));
        answer(ask(9), 2);

        assertThat(jobs(poll)).hasSize(2);
        assertThat(ask(9).command().getTimeout()).isEqualTo(50_000);
        assertThat(ask(9).command().getFetchVariables()).containsExactly("x");
        assertThat(ask(9).command().getTimeoutUsesAttempt()).isFalse();
    }

    @Test
    void forgetsTypesThatNobodyAsksForAnyMore() {
        for (int i = 0; i < 100; i++) {
            var poll = pollFor("type-" + i, "w", 1);
            answer(asks.get(asks.size() - 1), 1);
            assertThat(jobs(poll)).hasSize(1);
        }
        assertThat(dispatcher.lines()).isEqualTo(100);

        pass(Duration.ofMinutes(2));

        assertThat(dispatcher.lines()).isZero();
    }
}
