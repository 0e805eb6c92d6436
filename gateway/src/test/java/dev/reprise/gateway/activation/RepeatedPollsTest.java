package dev.reprise.gateway.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reprise.command.ActivateJobs;
import dev.reprise.command.GiveBackJob;
import dev.reprise.common.JobState;
import dev.reprise.gateway.Answers;
import dev.reprise.gateway.FakeLog;
import dev.reprise.gateway.Gateway;
import dev.reprise.gateway.commands.GatewaySettings;
import dev.reprise.processor.metrics.Metrics;
import dev.reprise.schemas.RecordSerdes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RepeatedPollsTest {
    private static final Poll POLL = new Poll(
            "w",
            2,
            List.of(new Wanted("mail", Duration.ofSeconds(60), List.of("<default>"), null, true)),
            Duration.ofSeconds(20),
            null);

    private final FakeLog log = new FakeLog(1);
    private final Gateway gateway = Gateway.start(
            GatewaySettings.standard().patience(Duration.ofMillis(500)),
            log,
            RecordSerdes.from(Map.of()),
            Metrics.none());
    private final RepeatedPolls polls = new RepeatedPolls(gateway.activations(), Duration.ofSeconds(2));

    @BeforeEach
    void open() {
        await().until(gateway::ready);
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void letsARepeatJoinThePollThatStillWaits() {
        var first = poll(Caller.patient());
        var second = poll(Caller.patient());
        await().until(() -> log.sent().size() == 1);

        log.answer(log.sent().get(0), Answers.activated("c", "mail", "w", 1, 2));

        assertThat(second.join()).isEqualTo(first.join());
        assertThat(log.sent(ActivateJobs.class)).hasSize(1);
    }

    @Test
    void keepsThePollAsLongAsAnyOfItsClientsIsThere() {
        boolean[] gone = {false, false};
        var first = poll(() -> gone[0]);
        poll(() -> gone[1]);
        await().until(() -> log.sent().size() == 1);
        log.answer(log.sent().get(0), Answers.activated("c", "mail", "w"));

        gone[0] = true;
        await().during(Duration.ofMillis(700)).until(() -> !first.isDone());
        gone[1] = true;

        await().until(() -> first.isDone() && first.join() instanceof Activation.Gone);
    }

    @Test
    void givesBackABatchThatNobodyCameFor() {
        giveBacksAreTaken();
        var poll = poll(Caller.patient());
        await().until(() -> log.sent().size() == 1);
        log.answer(log.sent().get(0), Answers.activated("c", "mail", "w", 1, 2));
        poll.join();

        await().untilAsserted(() -> assertThat(log.sent(GiveBackJob.class)).hasSize(2));
    }

    @Test
    void keepsABatchThatWasDeliveredAndForgetsItInTime() {
        giveBacksAreTaken();
        poll(Caller.patient());
        await().until(() -> log.sent().size() == 1);
        log.answer(log.sent().get(0), Answers.activated("c", "mail", "w", 1, 2));
        await().until(() -> poll(Caller.patient()).isDone());
        polls.delivered("k");

        await().until(() -> !poll(Caller.patient()).isDone());

        await().until(() -> log.sent(ActivateJobs.class).size() == 2);
        assertThat(log.sent(GiveBackJob.class)).isEmpty();
    }

    @Test
    void knowsTheKeyOfAnotherRequest() {
        poll(Caller.patient());
        Poll other = new Poll("other", 2, POLL.wanted(), POLL.patience(), null);

        assertThat(polls.poll("k", other, Caller.patient())).isEmpty();
    }

    private CompletableFuture<Activation> poll(Caller caller) {
        return polls.poll("k", POLL, caller).orElseThrow();
    }

    private void giveBacksAreTaken() {
        log.answering(sent -> sent.command() instanceof GiveBackJob returned
                ? Optional.of(Answers.accepted(sent, returned.getJobKey(), JobState.ACTIVATABLE))
                : Optional.empty());
    }
}
