package dev.reprise.node.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.command.ActivateJobs;
import dev.reprise.command.CompleteJob;
import dev.reprise.command.CreateJob;
import dev.reprise.command.FailJob;
import dev.reprise.common.JobState;
import dev.reprise.common.RejectionType;
import dev.reprise.event.JobFailed;
import dev.reprise.event.JobRetryScheduled;
import dev.reprise.node.Node;
import dev.reprise.node.support.Caller;
import dev.reprise.node.support.Records;
import dev.reprise.node.support.Standalone;
import dev.reprise.reply.ActivatedJob;
import dev.reprise.reply.CommandAccepted;
import dev.reprise.reply.CommandRejected;
import dev.reprise.reply.JobsActivated;
import dev.reprise.schemas.JobKeys;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Commands through a real broker to committed events and answers, the ordinary and the odd. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandsOverKafkaIT {
    private static final String TYPE = "charge-card";

    private final dev.reprise.schemas.JobKeyMinter keys = new dev.reprise.schemas.JobKeyMinter(Clock.systemUTC(), 7);
    private Node node;
    private Caller caller;
    private Records records;

    @BeforeAll
    void start(@TempDir Path folder) {
        node = startNode(folder);
        caller = new Caller(node.bootstrapServers());
        records = new Records(node.bootstrapServers());
    }

    Node startNode(Path folder) {
        return Standalone.start(folder);
    }

    @AfterAll
    void stop() {
        caller.close();
        node.close();
    }

    private long created(String type) {
        long key = keys.next();
        accepted(caller.call(CreateJob.newBuilder().setJobKey(key).setType(type).build()));
        return key;
    }

    private static FailJob.Builder fail(long key) {
        return FailJob.newBuilder().setJobKey(key);
    }

    private static CommandAccepted accepted(SpecificRecord answer) {
        assertThat(answer).isInstanceOf(CommandAccepted.class);
        return (CommandAccepted) answer;
    }

    private static void rejected(SpecificRecord answer, RejectionType type, String reason) {
        assertThat(answer).isInstanceOfSatisfying(CommandRejected.class, rejected -> {
            assertThat(rejected.getType()).isEqualTo(type);
            assertThat(rejected.getReason()).contains(reason);
        });
    }

    private List<ActivatedJob> activate(Caller by, String type, String worker, long timeout, int most) {
        List<ActivatedJob> jobs = new ArrayList<>();
        for (int partition = 0; partition < by.partitions(); partition++) {
            SpecificRecord answer = by.callPartition(
                    partition,
                    ActivateJobs.newBuilder()
                            .setType(type)
                            .setWorker(worker)
                            .setMaxJobs(most)
                            .setTimeout(timeout)
                            .build());
            assertThat(answer).isInstanceOf(JobsActivated.class);
            jobs.addAll(((JobsActivated) answer).getJobs());
        }
        return jobs;
    }

    @Test
    void theSameCommandTwiceHappensOnce() {
        long key = created(TYPE);
        FailJob command = fail(key).setRetries(2).setRetryBackOff(60_000L).build();
        CommandAccepted first = accepted(caller.call(command, "once-" + key));
        CommandAccepted second = accepted(caller.call(command, "once-" + key));
        assertThat(first.getRepeated()).isFalse();
        assertThat(second.getRepeated()).isTrue();
        assertThat(second.getJob().getState()).isEqualTo(JobState.BACKING_OFF);
        assertThat(second.getJob().getNextRetryAt()).isEqualTo(first.getJob().getNextRetryAt());
        assertThat(records.eventTypes(key)).containsExactly("JobCreated", "JobFailed", "JobRetryScheduled");
    }

    @Test
    void ofTwoWorkersThatRaceEachJobIsHeldByOne() throws Exception {
        int jobs = 100;
        for (int i = 0; i < jobs; i++) {
            created("raced");
        }
        ConcurrentHashMap<Long, String> holders = new ConcurrentHashMap<>();
        AtomicInteger completed = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        ExecutorService workers = Executors.newFixedThreadPool(2);
        List<Future<?>> ends = new ArrayList<>();
        for (String worker : List.of("left", "right")) {
            ends.add(workers.submit(() -> {
                try (Caller own = new Caller(node.bootstrapServers())) {
                    for (List<ActivatedJob> got = activate(own, "raced", worker, 60_000, 3);
                            !got.isEmpty();
                            got = activate(own, "raced", worker, 60_000, 3)) {
                        for (ActivatedJob job : got) {
                            assertThat(holders.put(job.getJobKey(), worker))
                                    .as("a job that two hold")
                                    .isNull();
                        }
                    }
                    Awaitility.await().until(() -> holders.size() == jobs);
                    for (Long key : holders.keySet()) {
                        SpecificRecord answer = own.call(CompleteJob.newBuilder()
                                .setJobKey(key)
                                .setWorker(worker)
                                .build());
                        (answer instanceof CommandAccepted ? completed : refused).incrementAndGet();
                    }
                }
            }));
        }
        for (Future<?> end : ends) {
            end.get();
        }
        workers.shutdown();
        assertThat(completed).hasValue(jobs);
        assertThat(refused).hasValue(jobs);
    }

    @Test
    void anOldHolderIsRefusedAfterItsLeaseRanOut() {
        long key = created("leased");
        ActivatedJob held = activate(caller, "leased", "slow", 200, 10).get(0);
        Awaitility.await().until(() -> records.eventTypes(key).contains("JobTimedOut"));
        rejected(
                caller.call(fail(key)
                        .setRetries(1)
                        .setLeaseToken(held.getLeaseToken())
                        .build()),
                RejectionType.NOT_OWNER,
                "no lease on it is current");
        rejected(
                caller.call(fail(key).setRetries(1).setWorker("slow").build()),
                RejectionType.NOT_OWNER,
                "no lease on it is current");
    }

    @Test
    void aCommandForAnUnknownJobIsRefusedAndTheJobCanBeCreatedAfterwards() {
        long key = keys.next();
        rejected(caller.call(fail(key).setRetries(1).build()), RejectionType.NOT_FOUND, "there is no such job");
        accepted(caller.call(CreateJob.newBuilder().setJobKey(key).setType(TYPE).build()));
        accepted(caller.call(fail(key).setRetries(1).build()));
    }

    @Test
    void aKeyThatNamesAnotherJobIsRefused() {
        long key = created(TYPE);
        long other = keys.next();
        SpecificRecord answer = caller.exchange(
                null, JobKeys.text(other), fail(key).setRetries(1).build(), "contradiction-" + key);
        rejected(answer, RejectionType.INVALID_ARGUMENT, "to name the same job");
        assertThat(records.eventTypes(key)).containsExactly("JobCreated");
    }

    @Test
    void aCommandInTheWrongPartitionIsForwarded() {
        long key = created(TYPE);
        int wrong = 1 - JobKeys.partitionFor(key, caller.partitions());
        CommandAccepted answer = accepted(caller.exchange(
                wrong, JobKeys.text(key), fail(key).setRetries(1).build(), "astray-" + key));
        assertThat(answer.getJob().getPartition()).isEqualTo(1 - wrong);
        assertThat(records.eventTypes(key)).containsExactly("JobCreated", "JobFailed");
    }

    @Test
    void whatCannotBeReadIsPutAsideWithTheReasonAndStopsNothing() {
        DeadLetters deadLetters = new DeadLetters(node.bootstrapServers());
        byte[] key = JobKeys.recordKey(keys.next());
        byte[] command = caller.bytes(fail(1).setRetries(1).build());
        byte[] unknownId = command.clone();
        unknownId[1] = 0x7F;
        byte[] cutOff = java.util.Arrays.copyOf(command, command.length - 3);
        caller.append(Caller.record(0, null, command));
        caller.append(Caller.record(null, "no number".getBytes(UTF_8), command));
        caller.append(Caller.record(null, key, "not Avro".getBytes(UTF_8)));
        caller.append(Caller.record(null, key, new byte[0]));
        caller.append(Caller.record(null, key, null));
        caller.append(Caller.record(null, key, unknownId));
        caller.append(Caller.record(null, key, cutOff));
        List<DeadLetters.Letter> letters = deadLetters.await(7);
        assertThat(letters).allSatisfy(letter -> {
            assertThat(letter.header("__streams.errors.topic")).isEqualTo("job-commands");
            assertThat(letter.header("__streams.errors.message")).isNotBlank();
            assertThat(letter.header("__streams.errors.exception")).contains("Exception");
        });
        assertThat(letters).anySatisfy(letter -> assertThat(letter.value()).isEqualTo("not Avro".getBytes(UTF_8)));
        accepted(caller.call(fail(created(TYPE)).setRetries(1).build()));
    }

    @Test
    void aCommandOfFiveMegabytesIsRefusedToItsProducerAndOneOfThreeIsTaken() {
        long key = created(TYPE);
        ProducerTry tooLarge = new ProducerTry(caller, key, "x".repeat(5 << 20));
        assertThatThrownBy(tooLarge::send).hasCauseInstanceOf(RecordTooLargeException.class);
        CommandAccepted answer = accepted(caller.call(fail(key)
                .setRetries(1)
                .setErrorMessage("m".repeat(1 << 20))
                .setErrorDetails("d".repeat(2 << 20))
                .build()));
        assertThat(answer.getJob().getState()).isEqualTo(JobState.ACTIVATABLE);
        JobFailed event = (JobFailed) records.events(key).get(1);
        assertThat(event.getErrorMessage()).isEqualTo("m".repeat(10_000) + "...");
        assertThat(event.getErrorDetails()).isEqualTo("d".repeat(262_144) + "...");
    }

    private record ProducerTry(Caller caller, long key, String message) {
        void send() {
            caller.append(Caller.record(
                    null,
                    JobKeys.recordKey(key),
                    caller.bytes(fail(key).setErrorMessage(message).build())));
        }
    }

    @Test
    void oddNumbersAreTakenAsTheyStand() {
        long negative = created(TYPE);
        assertThat(accepted(caller.call(
                                fail(negative).setRetries(Integer.MIN_VALUE).build()))
                        .getJob()
                        .getState())
                .isEqualTo(JobState.INCIDENT);
        long negativeBackOff = created(TYPE);
        assertThat(accepted(caller.call(fail(negativeBackOff)
                                .setRetries(1)
                                .setRetryBackOff(Long.MIN_VALUE)
                                .build()))
                        .getJob()
                        .getState())
                .isEqualTo(JobState.ACTIVATABLE);
        long forEver = created(TYPE);
        assertThat(accepted(caller.call(fail(forEver)
                                .setRetries(1)
                                .setRetryBackOff(Long.MAX_VALUE)
                                .build()))
                        .getJob()
                        .getNextRetryAt())
                .isEqualTo(Instant.parse("9999-12-31T23:59:59.999Z"));
        assertThat(records.events(forEver).get(2))
                .isInstanceOfSatisfying(
                        JobRetryScheduled.class,
                        event -> assertThat(event.getBackOff()).isEqualTo(Long.MAX_VALUE));
    }

    @Test
    void oddMessagesComeThroughAsWellAsUtf8Can() {
        long key = created(TYPE);
        accepted(caller.call(fail(key)
                .setRetries(1)
                .setErrorMessage("a\0b\uD800c\uD83D\uDE00")
                .build()));
        String message = ((JobFailed) records.events(key).get(1)).getErrorMessage();
        assertThat(message)
                .startsWith("a\0b")
                .endsWith("c\uD83D\uDE00")
                .hasSize(7)
                .doesNotContain("\uD800");
        long cut = created(TYPE);
        accepted(caller.call(fail(cut)
                .setRetries(1)
                .setErrorMessage("x".repeat(9_999) + "\uD83D\uDE00y")
                .build()));
        assertThat(((JobFailed) records.events(cut).get(1)).getErrorMessage()).isEqualTo("x".repeat(9_999) + "...");
    }

    @Test
    void aRetryComesBackWhenItIsDue() {
        long key = created(TYPE);
        accepted(caller.call(fail(key).setRetries(1).setRetryBackOff(300L).build()));
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> records.eventTypes(key).contains("JobRetryDue"));
        accepted(caller.call(CompleteJob.newBuilder().setJobKey(key).build()));
    }
}
