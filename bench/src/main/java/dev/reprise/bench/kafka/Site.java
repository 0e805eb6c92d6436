package dev.reprise.bench.kafka;

import dev.reprise.bench.RunOptions;
import dev.reprise.bench.load.CommittedEvents;
import dev.reprise.bench.load.JobSet;
import dev.reprise.bench.load.Jobs;
import dev.reprise.bench.load.Sender;
import dev.reprise.bench.process.BareMain;
import dev.reprise.bench.process.Child;
import dev.reprise.bench.process.Idle;
import dev.reprise.bench.process.Member;
import dev.reprise.bench.process.ProgressLines;
import dev.reprise.bench.process.Rig;
import dev.reprise.bench.process.Usage;
import dev.reprise.event.JobFailed;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The engine with its jobs, and the yardstick with as many rows, on a broker of their own. */
final class Site implements AutoCloseable {
    private static final int FAILED = CommittedEvents.idOf(JobFailed.getClassSchema());
    private static final int BARE_RECORD_BYTES = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final long FAR_AWAY = 3_600_000;

    private final Rig rig;
    private final Sender sender;
    private final CommittedEvents events;
    private final CommittedEvents bareOut;
    private final JobSet set;
    private final Jobs load;
    private final Contender engine;
    private final Contender bare;
    private final List<Child> processes;

    /** Returns when all jobs are there. */
    Site(Plan plan, RunOptions options, Duration limit) {
        rig = Rig.withBroker(limit);
        sender = new Sender(rig.bootstrapServers(), Duration.ofMillis(5));
        events = CommittedEvents.ofEngine(rig.bootstrapServers());
        bareOut = new CommittedEvents(rig.bootstrapServers(), List.of(BareMain.OUT));
        set = new JobSet(0, plan.jobs());
        load = new Jobs(sender, events, plan.payload());
        Member alone = Member.alone(plan.commitInterval());
        Child process = rig.engine(plan.commitInterval(), options.engineJvm());
        engine = contender(process, events, rig.stateOf(alone).toString(), topic -> !isBare(topic));
        load.create(set);
        Child yardstick = rig.bare(plan.commitInterval(), options.jvm(), plan.bareRocksDb());
        bare = contender(yardstick, bareOut, "bare", Site::isBare);
        processes = List.of(process, yardstick, rig.broker());
        fillBare();
    }

    /** Returns when what was stored has been compacted, or after this time. */
    boolean awaitIdle(Duration longest) {
        return Idle.await(processes, longest);
    }

    private Contender contender(Child process, CommittedEvents output, String state, Predicate<String> topic) {
        // What brokers keep for themselves begins with two of these.
        Predicate<String> counts = topic.and(name -> !name.startsWith("__"));
        return new Contender(
                process,
                output,
                new Footprint.Place(
                        rig.broker(), rig.brokerFolder(), rig.folder().resolve(state), counts));
    }

    private static boolean isBare(String topic) {
        return topic.contains("bare");
    }

    private void fillBare() {
        CompletableFuture<Long> all = bareOut.after(0, set.count());
        for (int i = 0; i < set.count(); i++) {
            sender.send(BareMain.IN, key(set.key(i)), bareRecord(i));
        }
        sender.flush();
        long unused = bareOut.await(all, PATIENCE);
        ProgressLines.say("%,d rows in the yardstick's store", set.count());
    }

    /** A round of failures that are retried at once. */
    Round fail(long from, int commands) {
        return failures(from, commands, job -> null);
    }

    /** A round of failures whose retries are far away. */
    Round failBackingOff(long from, int commands) {
        return failures(from, commands, job -> FAR_AWAY + job);
    }

    private Round failures(long from, int commands, IntFunction<@Nullable Long> backOff) {
        return engine.round(commands, FAILED, () -> load.sendFailures(set, from, commands, backOff));
    }

    /** A round of the yardstick. */
    Round bare(long from, int commands) {
        return bare.round(commands, 0, () -> {
            for (int i = 0; i < commands; i++) {
                sender.send(BareMain.IN, key(set.scattered(from + i)), bareRecord(i));
            }
            sender.flush();
        });
    }

    /** What the engine has used so far, after its garbage has been collected. */
    Usage engine() {
        return engine.usageWithoutGarbage();
    }

    /** What the engine has written so far. */
    Footprint footprint() {
        return engine.footprint();
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

    @Override
    public void close() {
        bareOut.close();
        events.close();
        sender.close();
        rig.close();
    }
}
