package dev.reprise.bench.kafka;

import dev.reprise.bench.RunOptions;
import dev.reprise.bench.process.ProgressLines;
import java.time.Duration;

/** One size of what is stored, and what the rounds at it have shown. */
final class Size implements AutoCloseable {
    private final String name;
    private final int commands;
    private final Site site;
    private final Rounds engine;
    private final Rounds bare;

    Size(String name, Plan plan, RunOptions options, Duration limit) {
        this.name = name;
        commands = plan.commands();
        site = new Site(plan, options, limit);
        engine = new Rounds(name);
        bare = new Rounds(name);
    }

    /** Returns when what was stored has been compacted, or after this time. */
    void awaitIdle(Duration longest) {
        if (!site.awaitIdle(longest)) {
            ProgressLines.say("%s: what is measured contains the compactions of what was stored", name);
        }
    }

    /** The engine's part of a round; the 0th is to warm up, and its figures do not count. */
    void engineRound(int i) {
        Round round = site.fail((long) i * commands, commands);
        if (i > 0) {
            engine.add(round);
        }
    }

    /** The yardstick's part. */
    void bareRound(int i) {
        Round round = site.bare((long) i * commands, commands);
        if (i > 0) {
            bare.add(round);
        }
    }

    String name() {
        return name;
    }

    Rounds engine() {
        return engine;
    }

    Rounds bare() {
        return bare;
    }

    Footprint footprint() {
        return site.footprint();
    }

    @Override
    public void close() {
        site.close();
    }
}
