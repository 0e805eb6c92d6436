package dev.reprise.bench.kafka;

import dev.reprise.bench.RunOptions;
import dev.reprise.bench.load.CommittedEvents;
import dev.reprise.bench.load.JobSet;
import dev.reprise.bench.load.Jobs;
import dev.reprise.bench.load.Sender;
import dev.reprise.bench.process.BareMain;
import dev.reprise.bench.process.ProgressLines;
import dev.reprise.bench.process.Rig;
import dev.reprise.bench.report.BenchResult;
import dev.reprise.event.JobFailed;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench kafka}: how many failures a second, beside the yardstick, in rounds that take turns. */
@Command(
        name = "kafka",
        description =
                "FailJob from Kafka to committed events, with many jobs stored, beside a bare get + put + forward topology.",
        mixinStandardHelpOptions = true)
public final class KafkaBench implements Callable<Integer> {
    private static final int FAILED = CommittedEvents.idOf(JobFailed.getClassSchema());
    private static final int BARE_RECORD_BYTES = 200;
    private static final long FAR_AWAY = 3_600_000;

    @Option(names = "--jobs", defaultValue = "1000000", description = "Jobs stored (default: ${DEFAULT-VALUE}).")
    private int jobs;

    @Option(
            names = "--commands",
            defaultValue = "100000",
            description = "Commands a round (default: ${DEFAULT-VALUE}).")
    private int commands;

    @Option(names = "--rounds", defaultValue = "5", description = "Rounds that count (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--commit-interval",
            defaultValue = "100",
            description = "Milliseconds between commits (default: ${DEFAULT-VALUE}).")
    private int commitInterval;

    @Option(
            names = "--bare-rocksdb",
            defaultValue = "same",
            description =
                    "RocksDB of the yardstick: same (as the engine's), default (Kafka Streams') (default: ${DEFAULT-VALUE}).")
    private String bareRocksDb = "same";

    @Mixin
    private RunOptions options = new RunOptions();

    @Override
    public Integer call() {
        if ((long) commands * (rounds + 2) > jobs) {
            System.err.println(
                    "Expected --jobs of at least --commands times two more than --rounds: a job that waits for its "
                            + "retry cannot fail again");
            return 2;
        }
        BenchResult result = new BenchResult("kafka");
        try (Rig rig = Rig.withBroker(options.limit())) {
            Duration commit = Duration.ofMillis(commitInterval);
            try (Sender sender = new Sender(rig.bootstrapServers(), Duration.ofMillis(5));
                    CommittedEvents events = CommittedEvents.ofEngine(rig.bootstrapServers());
                    CommittedEvents bareOut = new CommittedEvents(rig.bootstrapServers(), List.of(BareMain.OUT))) {
                Contender engine = new Contender(rig.engine(commit, options.engineJvm()), rig.broker(), events);
                Jobs load = new Jobs(sender, events);
                load.create(new JobSet(0, jobs));
                Contender bare = new Contender(rig.bare(commit, options.jvm(), bareRocksDb), rig.broker(), bareOut);
                fillBare(sender, bareOut);
                measure(engine, bare, load, sender, result);
            }
        }
        result.publish(options.json());
        return 0;
    }

    private void fillBare(Sender sender, CommittedEvents out) {
        CompletableFuture<Long> all = out.after(0, jobs);
        JobSet set = new JobSet(0, jobs);
        for (int i = 0; i < jobs; i++) {
            sender.send(BareMain.IN, key(set.key(i)), bareRecord(i));
        }
        sender.flush();
        long unused = out.await(all, Duration.ofMinutes(5));
        ProgressLines.say("%,d rows in the yardstick's store", jobs);
    }

    private void measure(Contender engine, Contender bare, Jobs load, Sender sender, BenchResult result) {
        JobSet set = new JobSet(0, jobs);
        Rounds plain = new Rounds("FailJob");
        Rounds backingOff = new Rounds("FailJob with backoff");
        Rounds yardstick = new Rounds("bare topology");
        int waiting = commands * (rounds + 1); // jobs at the start of the way, each to fail once, with a backoff
        for (int i = 0; i <= rounds; i++) {
            long once = (long) i * commands;
            long again = waiting + once % (jobs - waiting - commands + 1);
            Round first = engine.round(commands, FAILED, () -> load.sendFailures(set, again, commands, job -> null));
            Round middle = bare.round(commands, 0, () -> sendBare(sender, set, again));
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
        new KafkaReport(jobs, commitInterval, bareRocksDb)
                .write(plain, backingOff, yardstick, engine.usageWithoutGarbage(), result);
    }

    private void sendBare(Sender sender, JobSet set, long from) {
        for (int i = 0; i < commands; i++) {
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
        new java.util.Random(i).nextBytes(value);
        value[0] = 1;
        return value;
    }
}
