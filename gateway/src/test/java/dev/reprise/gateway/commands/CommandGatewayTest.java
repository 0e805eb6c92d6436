package dev.reprise.gateway.commands;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.reprise.command.ActivateJobs;
import dev.reprise.command.CompleteJob;
import dev.reprise.command.FailJob;
import dev.reprise.common.JobState;
import dev.reprise.common.RejectionType;
import dev.reprise.gateway.Answers;
import dev.reprise.gateway.FakeLog;
import dev.reprise.gateway.FakeLog.Sent;
import dev.reprise.gateway.commands.Outcome.Accepted;
import dev.reprise.gateway.commands.Outcome.Activated;
import dev.reprise.gateway.commands.Outcome.NotAppended;
import dev.reprise.gateway.commands.Outcome.Rejected;
import dev.reprise.gateway.commands.Outcome.Unknown;
import dev.reprise.gateway.log.Append.Refusal;
import dev.reprise.gateway.log.LogWriter;
import dev.reprise.processor.metrics.Metrics;
import dev.reprise.reply.CommandAccepted;
import dev.reprise.schemas.JobKeys;
import dev.reprise.schemas.RecordSerdes;
import dev.reprise.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CommandGatewayTest {
    private static final int PARTITIONS = 4;
    private static final long JOB = 4711;

    private final FakeLog log = new FakeLog(PARTITIONS);

    @SuppressWarnings("NullAway.Init")
    private CommandGateway gateway;

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void sendsACommandToThePartitionOfItsJobWithAllThatAnAnswerNeeds() {
        start(settings());

        var answer = gateway.send(failJob(JOB), Call.of("c-1").tracedBy("00-abc-def-01"));

        Sent sent = log.sent().get(0);
        assertThat(sent.partition()).isEqualTo(JobKeys.partitionFor(JOB, PARTITIONS));
        assertThat(sent.key()).isEqualTo("4711");
        assertThat(sent.command()).isEqualTo(failJob(JOB));
        assertThat(sent.commandId()).isEqualTo("c-1");
        assertThat(sent.traceParent()).isEqualTo("00-abc-def-01");
        assertThat(Integer.parseInt(sent.replyTo())).isEqualTo(Addressing.replyPartition("gw-1", PARTITIONS));
        assertThat(answer).isNotDone();
        log.answer(sent, Answers.accepted(sent, JOB, JobState.BACKING_OFF));
        assertThat(of(answer)).isInstanceOf(Accepted.class);
    }

    @Test
    void bringsEveryKindOfAnswerToWhoAskedForIt() {
        start(settings());
        var fail = gateway.send(failJob(JOB), Call.anew());
        var complete = gateway.send(completeJob(JOB), Call.anew());
        var activate = gateway.activate(activateJobs(), 2, Call.anew());

        List<Sent> sent = log.sent();
        log.answer(sent.get(2), Answers.activated("a", "mail", "w", 1, 2));
        log.answer(sent.get(1), Answers.rejected(sent.get(1), JOB, RejectionType.NOT_OWNER, "Expected to ..."));
        log.answer(sent.get(0), Answers.accepted(sent.get(0), JOB, JobState.INCIDENT));

        assertThat(((Accepted) of(fail)).answer().getJob().getIncident()).isTrue();
        assertThat(((Rejected) of(complete)).answer().getType()).isEqualTo(RejectionType.NOT_OWNER);
        assertThat(((Activated) of(activate)).answer().getJobs()).hasSize(2);
        assertThat(sent.get(2).partition()).isEqualTo(2);
        assertThat(gateway.inFlight()).isZero();
    }

    @Test
    void passesOverTheAnswersToOthersThatReadTheSamePartition() {
        start(settings());
        var mine = gateway.send(failJob(JOB), Call.anew());

        Sent sent = log.sent().get(0);
        CommandAccepted answer = Answers.accepted(sent, JOB, JobState.ACTIVATABLE);
        int partition = Integer.parseInt(sent.replyTo());
        log.append(Topics.JOB_REPLIES, partition, "other-gateway-1", answer);
        log.append(Topics.JOB_REPLIES, partition, "", new byte[] {9, 9});
        log.answer(sent, answer);

        assertThat(of(mine)).isEqualTo(new Accepted(answer));
    }

    @Test
    void refusesWhatGoesBeyondTheBoundAndAppendsNothingOfIt() {
        start(settings().mostInFlight(3).patience(Duration.ofSeconds(1)));
        List<CompletableFuture<Outcome>> first = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            first.add(gateway.send(failJob(JOB + i), Call.anew()));
        }

        NotAppended refused = (NotAppended) of(gateway.send(failJob(1), Call.anew()));

        assertThat(refused.refusal()).isEqualTo(Refusal.OVERLOADED);
        assertThat(log.sent()).hasSize(3);
        Sent sent = log.sent().get(0);
        log.answer(sent, Answers.accepted(sent, JOB, JobState.ACTIVATABLE));
        of(first.get(0));
        assertThat(gateway.send(failJob(1), Call.anew())).isNotDone();
        assertThat(log.sent()).hasSize(4);
    }

    @Test
    void saysThatNobodyKnowsWhenNoAnswerComesAndForgetsTheCommand() {
        start(settings().patience(Duration.ofMillis(150)));

        Unknown unknown = (Unknown) of(gateway.send(failJob(JOB), Call.of("c-9")));

        assertThat(unknown.commandId()).isEqualTo("c-9");
        assertThat(unknown.reason()).contains("was appended");
        assertThat(gateway.inFlight()).isZero();
        Sent sent = log.sent().get(0);
        log.answer(sent, Answers.accepted(sent, JOB, JobState.ACTIVATABLE)); // too late, and no harm
    }

    @Test
    void waitsForTheAnswerAllTheSameWhenTheAppendIsUncertain() {
        start(settings().patience(Duration.ofMillis(300)));
        log.failing(new TimeoutException("Expiring 1 record(s)"));

        Unknown unknown = (Unknown) of(gateway.send(failJob(JOB), Call.anew()));

        assertThat(unknown.reason()).contains("may have been appended").contains("Expiring 1 record(s)");
    }

    @Test
    void refusesAtOnceWhatGoesToAPartitionThatIsLostUntilOneGetsThrough() {
        start(settings().patience(Duration.ofMillis(300)));
        log.failing(new TimeoutException("Expiring 1 record(s)"));
        of(gateway.send(failJob(JOB), Call.anew()));

        CompletableFuture<Void> trialFails = new CompletableFuture<>();
        log.failing(new TimeoutException("Expiring 1 record(s)"), trialFails);
        var trial = gateway.send(failJob(JOB), Call.anew());
        NotAppended refused = (NotAppended) of(gateway.send(failJob(JOB), Call.anew()));

        assertThat(refused.refusal()).isEqualTo(Refusal.UNAVAILABLE);
        assertThat(of(trial)).isInstanceOf(Unknown.class);
        assertThat(((NotAppended) of(gateway.send(failJob(JOB), Call.anew()))).refusal())
                .as("the trial is still under way")
                .isEqualTo(Refusal.UNAVAILABLE);
        log.failing(null);
        log.answering(sent -> Optional.of(Answers.accepted(sent, JOB, JobState.ACTIVATABLE)));
        trialFails.complete(null);
        await().until(() -> of(gateway.send(failJob(JOB), Call.anew())) instanceof Accepted);
        assertThat(of(gateway.send(failJob(JOB), Call.anew()))).isInstanceOf(Accepted.class);
    }

    @Test
    void knowsThatACommandThatIsTooLargeIsNotInTheLog() {
        start(settings());
        log.failing(new RecordTooLargeException("The message is 5000000 bytes"));

        NotAppended refused = (NotAppended) of(gateway.send(failJob(JOB), Call.anew()));

        assertThat(refused.refusal()).isEqualTo(Refusal.TOO_LARGE);
    }

    @Test
    void goesOnWhereItWasWhenItsReaderFails() {
        start(settings());
        var pending = gateway.send(failJob(JOB), Call.anew());

        log.failReaders(Topics.JOB_REPLIES, new KafkaException("Record batch is corrupt"));

        await().until(() -> !gateway.ready());
        assertThat(((NotAppended) of(gateway.send(failJob(JOB), Call.anew()))).refusal())
                .isEqualTo(Refusal.UNAVAILABLE);
        await().until(gateway::ready);
        Sent sent = log.sent().get(0);
        log.answer(sent, Answers.accepted(sent, JOB, JobState.ACTIVATABLE));
        assertThat(of(pending)).isInstanceOf(Accepted.class);
    }

    @Test
    void opensANewProducerWhenTheOldOneFailsForGood() {
        start(settings());
        log.answering(sent -> Optional.of(Answers.accepted(sent, JOB, JobState.ACTIVATABLE)));
        log.producers().get(0).sendException = new KafkaException("Cannot execute: we are in an error state");

        assertThat(((NotAppended) of(gateway.send(failJob(JOB), Call.anew()))).refusal())
                .isEqualTo(Refusal.UNAVAILABLE);

        assertThat(log.producers()).hasSize(2);
        assertThat(log.producers().get(0).closed()).isTrue();
        assertThat(of(gateway.send(failJob(JOB), Call.anew()))).isInstanceOf(Accepted.class);
    }

    @Test
    void takesNothingUntilItCanReadAnswers() {
        log.withoutTopics();
        gateway = open(settings());

        assertThat(((NotAppended) of(gateway.send(failJob(JOB), Call.anew()))).refusal())
                .isEqualTo(Refusal.UNAVAILABLE);
        assertThat(gateway.partitions()).isZero();
        log.createTopics();
        await().until(gateway::ready);
        assertThat(gateway.partitions()).isEqualTo(PARTITIONS);
        assertThat(log.sent()).isEmpty();
    }

    @Test
    void saysThatItWasDecidedWhenTheAnswerCannotBeRead() {
        start(settings());
        var answer = gateway.send(failJob(JOB), Call.anew());

        log.answer(log.sent().get(0), new byte[] {1, 2, 3});

        assertThat(((Unknown) of(answer)).reason()).contains("was decided");
    }

    @Test
    void answersWhatIsInFlightBeforeItCloses() throws Exception {
        start(settings());
        var pending = gateway.send(failJob(JOB), Call.anew());

        Thread closing = new Thread(gateway::close);
        closing.start();
        await().until(() -> !gateway.ready());

        assertThat(((NotAppended) of(gateway.send(failJob(JOB), Call.anew()))).reason())
                .contains("closing");
        Sent sent = log.sent().get(0);
        log.answer(sent, Answers.accepted(sent, JOB, JobState.ACTIVATABLE));
        assertThat(of(pending)).isInstanceOf(Accepted.class);
        closing.join(5000);
        assertThat(closing.isAlive()).isFalse();
    }

    @Test
    void throwsOnACommandThatCannotBeWrittenAndKeepsNoPlaceForIt() {
        start(settings());

        assertThatThrownBy(() -> gateway.send(failJob(0), Call.anew())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> gateway.send(activateJobs(), Call.anew()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(gateway.inFlight()).isZero();
    }

    private void start(GatewaySettings settings) {
        gateway = open(settings);
        await().until(gateway::ready);
    }

    private CommandGateway open(GatewaySettings settings) {
        return CommandGateway.start(settings, log, new LogWriter(log), RecordSerdes.from(Map.of()), Metrics.none());
    }

    private static GatewaySettings settings() {
        return GatewaySettings.standard().gatewayId("gw-1").patience(Duration.ofSeconds(5));
    }

    private static Outcome of(CompletableFuture<Outcome> answer) {
        return answer.orTimeout(5, SECONDS).join();
    }

    private static FailJob failJob(long jobKey) {
        return FailJob.newBuilder().setJobKey(jobKey).setRetries(2).build();
    }

    private static CompleteJob completeJob(long jobKey) {
        return CompleteJob.newBuilder().setJobKey(jobKey).build();
    }

    private static ActivateJobs activateJobs() {
        return ActivateJobs.newBuilder()
                .setType("mail")
                .setWorker("w")
                .setMaxJobs(2)
                .setTimeout(1000)
                .build();
    }
}
