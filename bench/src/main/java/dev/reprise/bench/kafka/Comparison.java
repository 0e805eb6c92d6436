package dev.reprise.bench.kafka;

import dev.reprise.bench.RunOptions;
import dev.reprise.bench.process.ProgressLines;

/** The engine and the yardstick on the same broker, in rounds that take turns, so that both have the same foreign load. */
final class Comparison {
    private final Plan plan;

    Comparison(Plan plan) {
        this.plan = plan;
    }

    /** Starts both, and returns when all rounds are over. */
    Outcome run(RunOptions options) {
        try (Site site = new Site(plan, options, options.limit())) {
            return rounds(site);
        }
    }

    private Outcome rounds(Site site) {
        Rounds plain = new Rounds("FailJob");
        Rounds backingOff = new Rounds("FailJob with backoff");
        Rounds yardstick = new Rounds("bare topology");
        int commands = plan.commands();
        for (int i = 0; i < plan.warmUps() + plan.rounds(); i++) {
            long once = (long) i * commands;
            long again = plan.waiting() + once % (plan.jobs() - plan.waiting() - commands + 1);
            Round first = site.fail(again, commands);
            Round middle = site.bare(again, commands);
            Round second = site.failBackingOff(once, commands);
            ProgressLines.say(
                    "round %d%s: %,.0f FailJob/s, %,.0f with backoff, %,.0f records/s of the yardstick",
                    i,
                    i < plan.warmUps() ? " (warm-up)" : "",
                    first.perSecond(),
                    second.perSecond(),
                    middle.perSecond());
            if (i >= plan.warmUps()) {
                plain.add(first);
                backingOff.add(second);
                yardstick.add(middle);
            }
        }
        return new Outcome(plain, backingOff, yardstick, site.engine(), site.footprint());
    }
}
