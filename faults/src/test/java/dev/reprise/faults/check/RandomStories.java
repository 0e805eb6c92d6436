package dev.reprise.faults.check;

import dev.reprise.common.JobState;
import dev.reprise.common.RejectionType;
import dev.reprise.faults.memory.Channel;
import dev.reprise.faults.memory.CommandKind;
import dev.reprise.faults.memory.Told;
import java.util.Random;

/** Legal lives of jobs, drawn at random. */
final class RandomStories {
    private final Random random;

    RandomStories(long seed) {
        random = new Random(seed);
    }

    Story next(long jobKey) {
        Story story = Story.created(jobKey);
        int steps = random.nextInt(25);
        for (int i = 0; i < steps; i++) {
            story.later(random.nextInt(50));
            story.channel = random.nextInt(4) == 0 ? Channel.KAFKA : Channel.HTTP;
            step(story);
            if (random.nextInt(12) == 0) {
                forget(story);
            }
        }
        return finish(story);
    }

    private void step(Story story) {
        switch (story.state) {
            case ACTIVATABLE -> waiting(story);
            case ACTIVATED -> held(story);
            case BACKING_OFF -> backingOff(story);
            case INCIDENT -> stuck(story);
            default -> over(story);
        }
    }

    private void waiting(Story story) {
        switch (random.nextInt(8)) {
            case 0 -> story.prioritize();
            case 1 -> story.refuse(CommandKind.RETRY_NOW, RejectionType.INVALID_STATE, random.nextInt(3));
            case 2 -> maybeCancel(story);
            default -> story.activate("w" + random.nextInt(3));
        }
    }

    private void held(Story story) {
        switch (random.nextInt(12)) {
            case 0 -> story.timeOut(random.nextInt(100));
            case 1 -> story.giveBack();
            case 2 -> story.throwError(random.nextBoolean());
            case 3 -> story.complete();
            case 4 -> story.refuse(CommandKind.RESOLVE, RejectionType.NOT_FOUND, random.nextInt(3));
            case 5 -> maybeCancel(story);
            case 6 -> story.fail(0, 0);
            case 7 -> story.fail(2, 0);
            default -> story.fail(1 + random.nextInt(3), 1 + random.nextInt(1000));
        }
    }

    private void backingOff(Story story) {
        switch (random.nextInt(6)) {
            case 0 -> retryNow(story);
            case 1 -> story.refuse(CommandKind.FAIL, RejectionType.INVALID_STATE, random.nextInt(3));
            default -> story.retryDue(random.nextInt(200) + Math.max(0, story.now - story.dueAt));
        }
    }

    private static void retryNow(Story story) {
        if (story.now < story.dueAt) {
            story.retryNow();
        }
    }

    private void stuck(Story story) {
        switch (random.nextInt(5)) {
            case 0 -> story.annotate();
            case 1 -> maybeCancel(story);
            default -> story.resolve(1 + random.nextInt(3));
        }
    }

    private void over(Story story) {
        switch (random.nextInt(5)) {
            case 0 -> story.purge().create();
            default -> story.refuse(CommandKind.COMPLETE, RejectionType.INVALID_STATE, random.nextInt(2));
        }
        if (story.sequence == 1) {
            story.state = JobState.ACTIVATABLE;
        }
    }

    private void maybeCancel(Story story) {
        if (random.nextInt(4) == 0) {
            story.cancel();
        }
    }

    /** The client never learned what became of its last command. */
    private static void forget(Story story) {
        story.insteadTold(Told.unknown(story.now));
    }

    /** A command that was lost on its way, and nothing that is overdue at the end. */
    private Story finish(Story story) {
        story.channel = Channel.HTTP;
        story.remember(CommandKind.ANNOTATE, Told.notAppended(story.now))
                .remember(CommandKind.UPDATE, Told.unknown(story.now));
        if (story.state == JobState.ACTIVATED) {
            story.timeOut(random.nextInt(20));
        } else if (story.state == JobState.BACKING_OFF) {
            story.retryDue(random.nextInt(20) + Math.max(0, story.now - story.dueAt));
        }
        return story;
    }
}
