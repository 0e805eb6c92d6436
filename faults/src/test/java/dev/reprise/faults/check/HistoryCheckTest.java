package dev.reprise.faults.check;

import static dev.reprise.faults.check.Stories.check;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.common.JobState;
import dev.reprise.common.RejectionType;
import dev.reprise.faults.memory.Channel;
import dev.reprise.faults.memory.CommandKind;
import dev.reprise.faults.memory.Told;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Histories in which nothing is wrong. */
class HistoryCheckTest {
    private static final int RUNS = 20;

    static LongStream seeds() {
        Long given = Long.getLong("reprise.seed");
        return given == null ? LongStream.generate(System::nanoTime).limit(RUNS) : LongStream.of(given);
    }

    @ParameterizedTest(name = "reprise.seed={0}")
    @MethodSource("seeds")
    void findsNothingInLegalHistories(long seed) {
        RandomStories random = new RandomStories(seed);
        Story[] stories = LongStream.rangeClosed(1, 300).mapToObj(random::next).toArray(Story[]::new);
        CheckReport report = check(stories);
        assertThat(report.violations()).as("seed %d", seed).isEmpty();
        assertThat(report.isClean()).isTrue();
        assertThat(report.figures().jobs()).isGreaterThanOrEqualTo(300);
        assertThat(report.figures().leases())
                .as("all leases were told")
                .isEqualTo(report.figures().toldLeases())
                .isPositive();
        assertThat(report.figures().rejections()).isPositive();
        assertThat(report.figures().lateness().retries()).isPositive();
    }

    @Test
    void countsWhatWasChecked() {
        Story retried = Story.backingOff(1).retryDue(30).activate("w2").complete();
        Story stuck = Story.activated(2).fail(0, 0);
        Story ended = Story.backingOff(3).retryNow().refuse(CommandKind.RETRY_NOW, RejectionType.INVALID_STATE, 2);
        CheckReport report = check(
                settings -> settings.withWindows(List.of(
                        new Window("a kill", retried.now - 1000, retried.now),
                        new Window("another kill", retried.now + 1000, retried.now + 2000))),
                retried,
                stuck,
                ended);
        Figures figures = report.figures();
        assertThat(report.violations()).isEmpty();
        assertThat(figures.commands()).containsEntry("HTTP ACCEPTED", 8L).containsEntry("HTTP REJECTED", 1L);
        assertThat(figures.jobs()).isEqualTo(3);
        assertThat(figures.rejections()).isEqualTo(1);
        assertThat(figures.repeatedRejections()).isEqualTo(2);
        assertThat(figures.incidents()).isEqualTo(1);
        assertThat(figures.openIncidents()).isEqualTo(1);
        assertThat(figures.endedBackoffs()).isEqualTo(1);
        assertThat(figures.lateness()).isEqualTo(new Lateness(1, 30, 30, 30));
        assertThat(figures.latenessIn())
                .containsEntry("a kill", new Lateness(1, 30, 30, 30))
                .containsEntry("another kill", new Lateness(0, 0, 0, 0));
        assertThat(figures.finalStates())
                .containsEntry(JobState.COMPLETED, 1L)
                .containsEntry(JobState.INCIDENT, 1L)
                .containsEntry(JobState.ACTIVATABLE, 1L);
        assertThat(report.sample().get(JobState.INCIDENT)).containsExactly(new FinalJob(2, JobState.INCIDENT, 4, 0, 1));
        assertThat(report.table()).contains("violations").contains("a kill");
        assertThat(report.json()).contains("\"clean\" : true");
    }

    /** Decision 002: there is no row to keep the refusal in. */
    @Test
    void letsACommandThatCameBeforeItsJobBeDecidedAnew() {
        Story story = new Story(1);
        String id = story.id();
        story.refusal(id, CommandKind.UPDATE, RejectionType.NOT_FOUND, null, false)
                .refusal(id, CommandKind.UPDATE, RejectionType.NOT_FOUND, null, false)
                .create()
                .event(dev.reprise.event.JobUpdated.class, id, "priority", 1);
        story.commands.add(new dev.reprise.faults.memory.CommandMemory(
                new dev.reprise.faults.memory.SentCommand(id, 1, CommandKind.UPDATE, Channel.HTTP, Story.BEGIN),
                Told.accepted(2, story.now)));
        assertThat(check(story).violations()).isEmpty();
    }

    /** Decision 002: a job remembers eight. */
    @Test
    void countsACommandThatItsJobHadForgotten() {
        Story story = Story.created(1).prioritize();
        String id = story.lastId();
        for (int i = 0; i < 8; i++) {
            story.prioritize();
        }
        story.event(dev.reprise.event.JobUpdated.class, id, "priority", 1);
        story.commands.set(
                1,
                new dev.reprise.faults.memory.CommandMemory(
                        story.commands.get(1).sent(), Told.accepted(story.sequence, story.now)));
        CheckReport report = check(story);
        assertThat(report.violations()).isEmpty();
        assertThat(report.figures().forgotten()).isEqualTo(1);
    }

    @Test
    void lateRetriesAreNoneWhileTheirTimeHasNotCome() {
        Story story = Story.activated(1).fail(2, 3_600_000);
        assertThat(check(story).violations()).isEmpty();
    }

    @Test
    void leavesCommandsOfOthersAloneIfTold() {
        Story story = Story.created(1).prioritize();
        story.commands.clear();
        assertThat(check(CheckSettings::amongOthers, story).violations()).isEmpty();
    }
}
