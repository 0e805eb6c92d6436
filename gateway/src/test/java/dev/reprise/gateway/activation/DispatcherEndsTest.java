package dev.reprise.gateway.activation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.common.RejectionType;
import dev.reprise.gateway.Answers;
import dev.reprise.gateway.commands.Outcome;
import dev.reprise.gateway.commands.Outcome.NotAppended;
import dev.reprise.gateway.log.Append.Refusal;
import dev.reprise.reply.CommandRejected;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How polls end that do not simply get their jobs. */
class DispatcherEndsTest extends DispatcherSpec {
    @Test
    void answersNoneWhenTheTimeIsOver() {
        var poll = poll("w", 1);
        answerAllEmpty();

        pass(Duration.ofSeconds(20));
        while (!poll.isDone()) {
            answerAllEmpty();
            pass(Duration.ofMillis(50));
        }

        assertThat(jobs(poll)).isEmpty();
        assertThat(dispatcher.waiters()).isZero();
    }

    @Test
    void waitsALittleForAnAnswerThatIsUnderWayAtTheDeadline() {
        var poll = poll("w", 1);
        now += Duration.ofSeconds(20).toNanos();
        dispatcher.tick();
        assertThat(poll).isNotDone();

        answer(ask(0), 1);

        assertThat(jobs(poll)).hasSize(1);
    }

    @Test
    void givesBackWhatComesTooLate() {
        var poll = poll("w", 2);
        pass(Duration.ofSeconds(20).plus(Dispatcher.GRACE));
        assertThat(poll.join()).isInstanceOf(Activation.Unanswered.class);

        answer(ask(0), 2);

        assertThat(givenBack).hasSize(2);
    }

    @Test
    void dropsAPollWhoseClientIsGoneBeforeItAsks() {
        boolean[] gone = {false};
        var poll = poll("w", 1, Duration.ofSeconds(20), () -> gone[0]);
        answerAllEmpty();
        var other = poll("w2", 1);
        gone[0] = true;

        now += 1;
        notice("mail", 1);

        assertThat(poll.join()).isInstanceOf(Activation.Gone.class);
        assertThat(ask(4).command().getWorker()).isEqualTo("w2");
        answer(ask(4), 1);
        assertThat(jobs(other)).hasSize(1);
        assertThat(givenBack).isEmpty();
    }

    @Test
    void noticesWithoutAnyNoticeThatAClientIsGone() {
        boolean[] gone = {false};
        var poll = poll("w", 1, Duration.ofSeconds(20), () -> gone[0]);
        answerAllEmpty();

        gone[0] = true;
        pass(Duration.ofMillis(600));

        assertThat(poll.join()).isInstanceOf(Activation.Gone.class);
        assertThat(dispatcher.waiters()).isZero();
    }

    @Test
    void givesBackTheJobsOfAClientThatWentWhileItsQuestionWasUnderWay() {
        boolean[] gone = {false};
        poll("w", 2, Duration.ofSeconds(20), () -> gone[0]);
        gone[0] = true;
        pass(Duration.ofMillis(600));

        answer(ask(0), 2);

        assertThat(givenBack).hasSize(2);
        assertThat(asks).hasSize(1);
    }

    @Test
    void refusesAPollWhoseFirstQuestionIsRefused() {
        var poll = poll("w", 1);

        dispatcher.answered(ask(0), OVERLOADED);

        assertThat(poll.join()).isEqualTo(new Activation.Refused(OVERLOADED));
    }

    @Test
    void keepsASleeperThroughAnOutageAndDoesNotHurryMeanwhile() {
        var poll = poll("w", 1);
        answerAllEmpty();
        notice("mail", 1);
        dispatcher.answered(ask(4), OVERLOADED);
        assertThat(poll).isNotDone();
        assertThat(asks).hasSize(5);

        pass(Duration.ofMillis(250));

        answer(ask(5), 1);
        assertThat(jobs(poll)).hasSize(1);
    }

    @Test
    void doesNotSayNoneWhenAPartitionCouldNotBeAsked() {
        var poll = poll("w", 1, Duration.ofMillis(100), Caller.patient());
        answer(ask(0), 0);
        dispatcher.answered(ask(1), UNKNOWN);
        answer(ask(2), 0);
        answer(ask(3), 0);

        pass(Duration.ofMillis(100));

        assertThat(poll.join()).isEqualTo(new Activation.Unanswered(UNKNOWN));
    }

    @Test
    void handsOverWhatItHasWhenAnotherPartitionFails() {
        var poll = poll("w", 5, Duration.ZERO, Caller.patient());
        answer(ask(0), 1);
        dispatcher.answered(ask(1), UNKNOWN);
        answer(ask(2), 0);
        answer(ask(3), 0);

        assertThat(jobs(poll)).hasSize(1);
    }

    @Test
    void tellsTheOneWhoAskedWronglyAndNobodyElse() {
        var wrong = poll("w", 1);
        var other = poll("w2", 1);
        CommandRejected rejected = new CommandRejected(
                null,
                "c",
                "ActivateJobs",
                RejectionType.INVALID_ARGUMENT,
                "Expected …",
                Answers.T0,
                null,
                null,
                0,
                1L,
                false);

        dispatcher.answered(ask(0), new Outcome.Rejected(rejected));

        assertThat(wrong.join()).isEqualTo(new Activation.Rejected(rejected));
        assertThat(other).isNotDone();
    }

    @Test
    void endsSleepersWhenItClosesAndThoseUnderWayWithTheirAnswer() {
        var asking = poll("asking", 1);
        var sleeping = pollFor("print", "sleeping", 1);
        for (int i = 1; i < 5; i++) {
            answer(ask(i), 0);
        }
        NotAppended closing = new NotAppended(Refusal.UNAVAILABLE, "closing");

        dispatcher.close(closing);

        assertThat(sleeping.join()).isEqualTo(new Activation.Refused(closing));
        assertThat(poll("late", 1).join()).isEqualTo(new Activation.Refused(closing));
        assertThat(asking).isNotDone();
        answer(ask(0), 1);
        assertThat(jobs(asking)).hasSize(1);
        assertThat(dispatcher.waiters()).isZero();
    }

    @Test
    void givesBackHalfABatchWhenItsClientGoes() {
        boolean[] gone = {false};
        var poll = poll("w", 5, Duration.ofSeconds(20), () -> gone[0]);
        answer(ask(0), 2);
        gone[0] = true;
        pass(Duration.ofMillis(600));
        assertThat(poll.join()).isInstanceOf(Activation.Gone.class);
        assertThat(givenBack).hasSize(2);

        answer(ask(1), 1);

        assertThat(givenBack).hasSize(3);
    }
}
