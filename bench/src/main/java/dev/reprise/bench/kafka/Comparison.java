package dev.reprise.bench.kafka;

import dev.reprise.bench.RunOptions;
import dev.reprise.bench.load.CommittedEvents;
import dev.reprise.bench.load.JobSet;
import dev.reprise.bench.load.Jobs;
import dev.reprise.bench.load.Sender;
import dev.reprise.bench.process.BareMain;
import dev.reprise.bench.process.ProgressLines;
import dev.reprise.bench.process.Rig;
import dev.reprise.event.JobFailed;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** The engine and the yardstick on the same broker, in rounds that take turns, so that both have the same foreign load. */
final class Comparison {
    private static final int FAILED = CommittedEvents.idOf(JobFailed.getClassSchema());
    private static final int BARE_RECORD_BYTES = 200;
    private static final long FAR_AWAY = 3_600_000;

    private final Plan plan;
    private final JobSet set;

    Comparison(Plan plan) {
        this.plan = plan;
        set = new JobSet(0, plan.jobs());
    }

    /** Starts both, and returns when all rounds are over. */
    Outcome run(RunOptions options) {
        try (Rig rig = Rig.withBroker(options.limit());
                Sender sender = new Sender(rig.bootstrapServers(), Duration.ofMillis(5));
                CommittedEvents events = CommittedEvents.ofEngine(rig.bootstrapServers());
                CommittedEvents bareOut = new CommittedEvents(rig.bootstrapServers(), List.of(BareMain.OUT))) {
            Contender engine =
                    new Contender(rig.engine(plan.commitInterval(), options.engineJvm()), rig.broker(), events);
            Jobs load = new Jobs(sender, events);
            load.create(set);
            Contender bare = new Contender(
                    rig.bare(plan.commitInterval(), options.jvm(), plan.bareRocksDb()), rig.broker(), bareOut);
            fillBare(sender, bareOut);
            return rounds(engine, bare, load, sender);
        }
    }

    private void fillBare(Sender sender, CommittedEvents out) {
        CompletableFuture<Long> all = out.after(0, plan.jobs());
        for (int i = 0; i < plan.jobs(); i++) {
            sender.send(BareMain.IN, key(set.key(i)), bareRecord(i));
        }
        sender.flush();
        long unused = out.await(all, Duration.ofMinutes(5));
        ProgressLines.say("%,d rows in the yardstick's store", plan.jobs());
    }

    private Outcome rounds(Contender engine, Contender bare, Jobs load, Sender sender) {
        Rounds plain = new Rounds("FailJob");
        Rounds backingOff = new Rounds("FailJob with backoff");
        Rounds yardstick = new Rounds("bare topology");
        int commands = plan.commands();
        for (int i = 0; i <= plan.rounds(); i++) {
            long once = (long) i * commands;
            long again = plan.waiting() + once % (plan.jobs() - plan.waiting() - commands + 1);
            Round first = engine.round(commands, FAILED, () -> load.sendFailures(set, again, commands, job -> null));
            Round middle = bare.round(commands, 0, () -> sendBare(sender, again));
            Round second =
                    engine.round(commands, FAILED, () -> load.sendFailures(set, once, commands, job -> FAR_AWAY + job));
            ProgressLines.say(
                    "round %d%s: %,.0f FailJob/s, %,.0f with backoff, %,.0f records/s of the yardstick",
                    i, i == 0 ? " (warm-up)" : "", first.perSecond(), second.perSecond(), middle.perSecond());
            if (i > 0) {
                plain.add(first);
                backingOff.add(second);
                yardstick.add(middle);
            }
        }
        return new Outcome(plain, backingOff, yardstick, engine.usageWithoutGarbage());
    }

    private void sendBare(Sender sender, long from) {
        for (int i = 0; i < plan.commands(); i++) {
            sender.send(BareMain.IN, key(set.scattered(from + i)), bareRecord(i));
        }
        sender.flush();
    }

    private static byte[] key(long jobKey) {
        return ByteBuffer.allocate(Long.BYTES).putLong(jobKey).array();
    }

    /** As long as the engine's records are; begins with a byte that is not Avro's. Not all zeros, which would be compressed. */
    private static byte[] bareRecord(int i) {
        byte[] value = new byte[BARE_RECORD_BYTES];
        new Random(i).nextBytes(value);
        value[0] = 1;
        return value;
    }
}
