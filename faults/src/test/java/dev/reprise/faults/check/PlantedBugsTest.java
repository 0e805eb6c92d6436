package dev.reprise.faults.check;

import static dev.reprise.faults.check.Stories.check;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.common.JobState;
import dev.reprise.common.RejectionType;
import dev.reprise.common.StopReason;
import dev.reprise.event.IncidentCreated;
import dev.reprise.event.JobCompleted;
import dev.reprise.event.JobFailed;
import dev.reprise.event.JobRetryDue;
import dev.reprise.event.JobRetryScheduled;
import dev.reprise.event.JobTimedOut;
import dev.reprise.event.JobUpdated;
import dev.reprise.event.JobVariablesSet;
import dev.reprise.faults.check.Violation.Kind;
import dev.reprise.faults.memory.CommandKind;
import dev.reprise.faults.memory.Told;
import dev.reprise.schemas.JobKeys;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each bug is planted into a history that is legal but for it; the checker must report it under its name, and under no other. */
class PlantedBugsTest {
    private record Bug(Kind kind, String what, Story... stories) {}

    @TestFactory
    Stream<DynamicTest> reportsExactly() {
        return Stream.of(log(), commands(), time(), leases())
                .flatMap(Arrays::stream)
                .map(bug -> DynamicTest.dynamicTest(bug.kind + ": " + bug.what, () -> {
                    CheckReport report = check(bug.stories);
                    assertThat(report.counts().keySet())
                            .as(() -> report.violations().toString())
                            .containsExactly(bug.kind);
                    assertThat(report.violations())
                            .allSatisfy(violation ->
                                    assertThat(violation.sentence()).isNotBlank());
                }));
    }

    @Test
    void thereIsABugOfEachKind() {
        Set<Kind> planted = Stream.of(log(), commands(), time(), leases())
                .flatMap(Arrays::stream)
                .map(Bug::kind)
                .collect(Collectors.toSet());
        planted.addAll(EnumSet.of(Kind.MISPLACED_EVENT, Kind.STALE_READ, Kind.WRONG_READ));
        assertThat(planted).isEqualTo(EnumSet.allOf(Kind.class));
    }

    private static Bug[] log() {
        return new Bug[] {
            bug(
                    Kind.SEQUENCE_GAP,
                    "an event is lost",
                    without(Story.backingOff(1).retryDue(5).activate("w2").complete(), JobRetryDue.class)),
            bug(
                    Kind.SEQUENCE_DOUBLE,
                    "an event is there twice",
                    again(Story.backingOff(1).retryDue(5), JobRetryDue.class)),
            bug(
                    Kind.SEQUENCE_DOUBLE,
                    "a zombie went on",
                    Story.backingOff(1).retryDue(5).add(at(Story.backingOff(1).retryDue(80), JobRetryDue.class))),
            bug(
                    Kind.ILLEGAL_TRANSITION,
                    "an event after the end",
                    Story.activated(1).complete().event(JobVariablesSet.class, null)),
            bug(
                    Kind.ILLEGAL_TRANSITION,
                    "a lease runs out that nobody has",
                    Story.created(1).event(JobTimedOut.class, null, "worker", "w")),
            bug(
                    Kind.ILLEGAL_TRANSITION,
                    "a second event of a transaction is lost at the end",
                    cut(Story.activated(1).fail(0, 0))),
            bug(
                    Kind.ILLEGAL_TRANSITION,
                    "an incident out of nothing",
                    Story.activated(1).event(IncidentCreated.class, null, "reason", StopReason.NO_POLICY)),
            bug(
                    Kind.ILLEGAL_TRANSITION,
                    "an attempt is left out",
                    Story.created(1).skipAttempt().activate("w1").complete()),
            bug(
                    Kind.ILLEGAL_TRANSITION,
                    "a retry that was never scheduled",
                    Story.created(1).event(JobRetryDue.class, null, "dueAt", Instant.ofEpochMilli(Story.BEGIN))),
            bug(
                    Kind.ILLEGAL_TRANSITION,
                    "a report in a backoff",
                    Story.backingOff(1).complete().dropLease()),
            bug(
                    Kind.DOUBLED_INCIDENT,
                    "an incident beside an incident",
                    Story.activated(1).fail(0, 0).event(IncidentCreated.class, null, "reason", StopReason.NO_POLICY)),
            bug(
                    Kind.DOUBLED_RETRY,
                    "a retry fires twice",
                    Story.backingOff(1).retryDue(5).retryDue(20)),
            bug(
                    Kind.DOUBLED_RETRY,
                    "a retry fires again under the next lease",
                    Story.backingOff(1).retryDue(5).activate("w2").refire().complete()),
        };
    }

    private static Bug[] commands() {
        return new Bug[] {
            bug(
                    Kind.LOST_COMMAND,
                    "told accepted, and nothing in the log",
                    Story.created(1).remember(CommandKind.UPDATE, Told.accepted(2, Story.BEGIN + 50))),
            bug(
                    Kind.LOST_COMMAND,
                    "appended to Kafka, and nothing in the log",
                    Story.created(1).remember(CommandKind.UPDATE, Told.appended(Story.BEGIN + 50))),
            bug(
                    Kind.SWALLOWED_REJECTION,
                    "told refused, and nothing in the log",
                    Story.created(1)
                            .remember(
                                    CommandKind.RETRY_NOW,
                                    Told.rejected(RejectionType.INVALID_STATE, Story.BEGIN + 50))),
            bug(
                    Kind.SWALLOWED_REJECTION,
                    "appended after the end of its job, and nothing in the log",
                    Story.activated(1)
                            .complete()
                            .later(50)
                            .remember(CommandKind.UPDATE, Told.appended(Story.BEGIN + 99))),
            bug(
                    Kind.SWALLOWED_REJECTION,
                    "appended for no job, and nothing in the log",
                    new Story(1).remember(CommandKind.UPDATE, Told.appended(Story.BEGIN + 50))),
            bug(
                    Kind.SWALLOWED_REJECTION,
                    "told accepted what the log refuses",
                    Story.created(1)
                            .refuse(CommandKind.RETRY_NOW, RejectionType.INVALID_STATE, 0)
                            .insteadTold(Told.accepted(1, Story.BEGIN + 50))),
            bug(
                    Kind.SWALLOWED_REJECTION,
                    "a refusal is told again that is not there",
                    Story.created(1)
                            .refusal(
                                    "x",
                                    CommandKind.RETRY_NOW,
                                    RejectionType.INVALID_STATE,
                                    JobState.ACTIVATABLE,
                                    true)),
            bug(
                    Kind.UNFOUNDED_REFUSAL,
                    "refused for a state that its job never was in",
                    Story.created(1)
                            .refusal("x", CommandKind.FAIL, RejectionType.INVALID_STATE, JobState.COMPLETED, false)),
            bug(
                    Kind.UNFOUNDED_REFUSAL,
                    "refused for a state that its job is in later",
                    Story.created(1)
                            .refusal("x", CommandKind.FAIL, RejectionType.INVALID_STATE, JobState.COMPLETED, false)
                            .later(1000)
                            .activate("w1")
                            .complete()),
            bug(
                    Kind.UNFOUNDED_REFUSAL,
                    "refused for a state that is no reason",
                    Story.activated(1)
                            .refusal("x", CommandKind.FAIL, RejectionType.INVALID_STATE, JobState.ACTIVATED, false)
                            .complete()),
            bug(
                    Kind.UNFOUNDED_REFUSAL,
                    "its job is said not to be there, but it is",
                    Story.created(1).later(1000).refusal("x", CommandKind.FAIL, RejectionType.NOT_FOUND, null, false)),
            bug(
                    Kind.WRONG_ANSWER,
                    "another sequence",
                    Story.created(1).prioritize().insteadTold(Told.accepted(7, Story.BEGIN + 50))),
            bug(
                    Kind.WRONG_ANSWER,
                    "told refused what is carried out",
                    Story.created(1)
                            .prioritize()
                            .insteadTold(Told.rejected(RejectionType.INVALID_STATE, Story.BEGIN + 50))),
            bug(
                    Kind.WRONG_ANSWER,
                    "another rejection",
                    Story.created(1)
                            .refuse(CommandKind.RETRY_NOW, RejectionType.INVALID_STATE, 0)
                            .insteadTold(Told.rejected(RejectionType.NOT_FOUND, Story.BEGIN + 50))),
            bug(
                    Kind.WRONG_ANSWER,
                    "carried out as another command",
                    Story.created(1).prioritize().insteadSent(CommandKind.ANNOTATE)),
            bug(Kind.WRONG_ANSWER, "another deadline", Story.activated(1).insteadHanded(0, Story.BEGIN)),
            bug(
                    Kind.PHANTOM_COMMAND,
                    "told not appended, but carried out",
                    Story.created(1).prioritize().insteadTold(Told.notAppended(Story.BEGIN + 50))),
            bug(
                    Kind.PHANTOM_COMMAND,
                    "told not appended, but refused",
                    Story.created(1)
                            .refuse(CommandKind.RETRY_NOW, RejectionType.INVALID_STATE, 0)
                            .insteadTold(Told.notAppended(Story.BEGIN + 50))),
            bug(
                    Kind.UNASKED_DECISION,
                    "nobody sent it",
                    Story.created(1).event(JobUpdated.class, "whose?", "priority", 1)),
            bug(
                    Kind.DOUBLED_COMMAND,
                    "carried out twice, right after each other",
                    unlearned(Story.created(1).prioritize()).again(JobUpdated.class)),
            bug(Kind.DOUBLED_COMMAND, "a failure is counted twice", failedTwice()),
            bug(
                    Kind.DOUBLED_COMMAND,
                    "carried out and refused",
                    Story.created(1).prioritize().refuseLast(RejectionType.NOT_OWNER)),
            bug(
                    Kind.DOUBLED_COMMAND,
                    "refused twice",
                    Story.created(1)
                            .refuse(CommandKind.RETRY_NOW, RejectionType.INVALID_STATE, 0)
                            .refuseLast(RejectionType.INVALID_STATE)),
            bug(Kind.DOUBLED_COMMAND, "carried out on another job, too", twoJobs()),
        };
    }

    private static Bug[] time() {
        return new Bug[] {
            bug(
                    Kind.EARLY_RETRY,
                    "it fires before it is due",
                    withoutLeases(Story.backingOff(1).retryDue(-1))),
            bug(Kind.EARLY_RETRY, "by the harness's clock, while the log says that all is well", fastClock(1)),
            bug(
                    Kind.EARLY_RETRY,
                    "the due time is before the end of the backoff",
                    changed(Story.backingOff(1).retryDue(0), JobRetryScheduled.class, "backOff", 501L)),
            bug(
                    Kind.EARLY_RETRY,
                    "the backoff is shorter than was asked for",
                    Story.backingOff(1).insteadAsked(600)),
            bug(
                    Kind.EARLY_RETRY,
                    "handed out in the midst of a backoff",
                    Story.backingOff(1).activate("w2").complete()),
            bug(Kind.LOST_RETRY, "it never fires", Story.backingOff(1)),
            bug(
                    Kind.EARLY_TIMEOUT,
                    "a lease ends before its deadline",
                    withoutLeases(Story.activated(1).timeOut(-1))),
            bug(Kind.EARLY_TIMEOUT, "by the harness's clock", hastyTimeout()),
            bug(Kind.LOST_TIMEOUT, "a lease has no end", Story.activated(1)),
        };
    }

    private static Bug[] leases() {
        return new Bug[] {
            bug(
                    Kind.OVERLAPPING_LEASES,
                    "a lease while there is one",
                    Story.activated(1).activate("w2").complete()),
            bug(
                    Kind.OVERLAPPING_LEASES,
                    "two clients have one lease",
                    Story.activated(1).complete().handedTo("w2")),
            bug(
                    Kind.OVERLAPPING_LEASES,
                    "a report under an old lease counts",
                    Story.activated(1).timeOut(3).activate("w2").completeUnderOldLease()),
            bug(
                    Kind.OVERLAPPING_LEASES,
                    "another worker's report counts",
                    changed(Story.activated(1).complete(), JobCompleted.class, "worker", "w2")),
            bug(
                    Kind.OVERLAPPING_LEASES,
                    "the next lease was told before the report under the last one was sent",
                    Story.activated(1).fail(2, 0).activate("w2").complete().insteadHandedAt(1, Story.BEGIN + 3)),
            bug(
                    Kind.PHANTOM_LEASE,
                    "a lease that is not in the log",
                    Story.created(1).handedTo("w1")),
        };
    }

    @Test
    void reportsEventsInAPartitionThatIsNotTheirJobs() {
        Story story = Story.created(1);
        ListedEvents log = new ListedEvents(Stories.PARTITIONS);
        int wrong = (JobKeys.partitionFor(1, Stories.PARTITIONS) + 1) % Stories.PARTITIONS;
        story.log.forEach(record -> log.add(wrong, record));
        CheckReport report = HistoryCheck.run(log, Stories.memories(story), CheckSettings.endingAt(story.now));
        assertThat(report.counts().keySet()).containsExactly(Kind.MISPLACED_EVENT);
    }

    @Test
    void doesNotJudgeByClocksThatAreInDoubt() {
        dev.reprise.faults.memory.ClockDoubt doubt = new dev.reprise.faults.memory.ClockDoubt();
        doubt.during(Story.BEGIN, Story.BEGIN + 20);
        assertThat(check(settings -> settings.withDoubt(doubt), fastClock(1)).violations())
                .isEmpty();
    }

    @Test
    void saysWhereItIs() {
        Story story = Story.created(77).prioritize();
        String id = story.lastId();
        story.insteadTold(Told.notAppended(story.now));
        Violation violation = check(story).violations().get(0);
        assertThat(violation.jobKey()).isEqualTo(77);
        assertThat(violation.commandId()).isEqualTo(id);
        assertThat(violation.partition()).isEqualTo(JobKeys.partitionFor(77, Stories.PARTITIONS));
        assertThat(violation.offset()).isEqualTo(1);
        assertThat(violation.toString()).contains("PHANTOM_COMMAND", "job 77", id);
    }

    @Test
    void countsAllAndKeepsTheFirstOfEachKind() {
        Story[] stories = java.util.stream.LongStream.rangeClosed(1, 50)
                .mapToObj(Story::backingOff)
                .toArray(Story[]::new);
        CheckReport report = check(stories);
        assertThat(report.total()).isEqualTo(50);
        assertThat(report.violations()).hasSize(20);
        assertThat(report.table()).contains("LOST_RETRY");
    }

    private static Bug bug(Kind kind, String what, Story... stories) {
        return new Bug(kind, what, stories);
    }

    private static Story without(Story story, Class<?> type) {
        story.log.removeIf(type::isInstance);
        return story;
    }

    private static Story again(Story story, Class<?> type) {
        return story.add(at(story, type));
    }

    private static SpecificRecordBase at(Story story, Class<?> type) {
        return story.log.stream().filter(type::isInstance).findFirst().orElseThrow();
    }

    private static Story changed(Story story, Class<?> type, String field, Object value) {
        int index = story.log.indexOf(at(story, type));
        story.log.set(index, Events.with(story.log.get(index), field, value));
        return story;
    }

    private static Story withoutLeases(Story story) {
        story.leases.clear();
        return story;
    }

    /** The last event is lost, and its client never learned of its command. */
    private static Story cut(Story story) {
        story.log.remove(story.log.size() - 1);
        return unlearned(story);
    }

    private static Story unlearned(Story story) {
        return story.insteadTold(Told.unknown(story.now));
    }

    private static Story failedTwice() {
        Story story = unlearned(Story.activated(1).fail(2, 0));
        return story.event(JobFailed.class, story.lastId(), "attempt", 1, "retries", 2)
                .dropLease();
    }

    private static Story[] twoJobs() {
        Story first = Story.created(1).prioritize();
        Story second = Story.created(2).event(JobUpdated.class, first.lastId(), "priority", 7);
        return new Story[] {first, second};
    }

    /** A node's clock leaps ahead: the log looks right, and the client has the job too early. */
    private static Story fastClock(long jobKey) {
        Story story = Story.backingOff(jobKey).retryDue(5).activate("w2").complete();
        return story.insteadHandedAt(1, Story.BEGIN + 100);
    }

    private static Story hastyTimeout() {
        Story story = Story.activated(1).timeOut(5).activate("w2").complete();
        return story.insteadHandedAt(1, Story.BEGIN + 100);
    }
}
