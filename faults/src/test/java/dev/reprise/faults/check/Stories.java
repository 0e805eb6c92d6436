package dev.reprise.faults.check;

import dev.reprise.faults.memory.Memories;
import java.util.List;
import java.util.function.UnaryOperator;

/** Checks stories. */
final class Stories {
    static final int PARTITIONS = 4;

    private Stories() {}

    static CheckReport check(Story... stories) {
        return check(settings -> settings, stories);
    }

    /** The log ends a minute after the last story. */
    static CheckReport check(UnaryOperator<CheckSettings> change, Story... stories) {
        long end = List.of(stories).stream().mapToLong(story -> story.now).max().orElse(Story.BEGIN) + 60_000;
        return HistoryCheck.run(log(stories), memories(stories), change.apply(CheckSettings.endingAt(end)));
    }

    static ListedEvents log(Story... stories) {
        ListedEvents log = new ListedEvents(PARTITIONS);
        for (Story story : stories) {
            story.log.forEach(log::add);
        }
        return log;
    }

    static Memories memories(Story... stories) {
        Memories memories = new Memories();
        for (Story story : stories) {
            story.commands.forEach(memories::remember);
            story.leases.forEach(memories::remember);
        }
        return memories;
    }
}
