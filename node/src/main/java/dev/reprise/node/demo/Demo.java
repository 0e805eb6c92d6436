package dev.reprise.node.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reprise.command.CreateJob;
import dev.reprise.command.FailJob;
import dev.reprise.common.Variable;
import dev.reprise.schemas.JobKeyMinter;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Plays the demonstration against a node that is ready, through its Kafka. */
final class Demo {
    private static final Duration PATIENCE = Duration.ofSeconds(170);
    private static final long TICK_MILLIS = 100;
    private static final int NEW_JOBS_PER_TICK = 4;
    private static final int TICKS_PER_PROGRESS = 20;
    private static final int UNKNOWN_JOBS = 3;

    private final String bootstrapServers;
    private final List<JobPlan> plans;
    private final Map<Long, JobPlan> byKey;
    private final PrintStream out;
    private final DemoPrinter printer;
    private final DemoTally tally;
    private int expectedRejections;
    private int repeated;
    private int sent;

    Demo(String bootstrapServers, long seed, PrintStream out) {
        this.bootstrapServers = bootstrapServers;
        this.out = out;
        plans = DemoPlan.of(seed, new JobKeyMinter(Clock.systemUTC(), 0));
        byKey = plans.stream().collect(Collectors.toMap(JobPlan::jobKey, Function.identity()));
        printer = new DemoPrinter(out);
        tally = new DemoTally(byKey);
    }

    int jobs() {
        return plans.size();
    }

    /** Plays to the end and waits until every job is where its plan ends; false if that takes too long. */
    boolean play() {
        try (CommandLog commands = new CommandLog(bootstrapServers);
                DecisionLog decisions = new DecisionLog(bootstrapServers)) {
            DemoWorker worker = new DemoWorker(byKey, commands);
            DemoPlan.policies().forEach(commands::policy);
            commands.flush();
            printer.say("%d jobs of 4 types are on their way to Kafka at %s".formatted(plans.size(), bootstrapServers));
            int broken = sendBroken(commands);
            Iterator<JobPlan> next = plans.iterator();
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            int ticks = 0;
            while (!ended(next, worker, broken) && System.nanoTime() < deadline) {
                create(next, commands);
                worker.ask();
                follow(decisions, worker);
                if (++ticks % TICKS_PER_PROGRESS == 0) {
                    printer.say("---- " + tally.progress());
                }
            }
            commands.flush();
            printer.say("---- " + tally.progress());
            expectedRejections = UNKNOWN_JOBS + worker.stale();
            repeated = worker.repeated();
            sent = commands.sentToJobs();
            return ended(next, worker, broken);
        }
    }

    /** Sums up; the result is what is wrong, a sentence each. */
    List<String> report(String url) {
        return new DemoReport(url, plans, out).print(sent, expectedRejections, tally.deadLetters(), repeated);
    }

    private boolean ended(Iterator<JobPlan> next, DemoWorker worker, int broken) {
        return !next.hasNext()
                && tally.done() == plans.size()
                && tally.rejections() == UNKNOWN_JOBS + worker.stale()
                && tally.deadLetters() == broken;
    }

    private void create(Iterator<JobPlan> next, CommandLog commands) {
        for (int i = 0; i < NEW_JOBS_PER_TICK && next.hasNext(); i++) {
            JobPlan plan = next.next();
            commands.send(
                    plan.jobKey(),
                    CreateJob.newBuilder()
                            .setJobKey(plan.jobKey())
                            .setType(plan.type())
                            .setBusinessKey(plan.businessKey())
                            .setVariables(Map.of(
                                    "order",
                                    Variable.newBuilder()
                                            .setValue("\"" + plan.businessKey() + "\"")
                                            .build()))
                            .build());
        }
    }

    /** Reads what is decided for the length of a tick, and lets the workers act on it. */
    private void follow(DecisionLog decisions, DemoWorker worker) {
        long end = System.nanoTime() + Duration.ofMillis(TICK_MILLIS).toNanos();
        for (long left = TICK_MILLIS; left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            decisions.read(
                    Duration.ofMillis(left),
                    decision -> {
                        printer.decided(decision);
                        tally.decided(decision);
                        if (!(decision instanceof dev.reprise.reply.CommandRejected)) {
                            worker.on(decision);
                        }
                    },
                    record -> {
                        printer.deadLetter(record);
                        tally.deadLetter();
                    });
        }
    }

    /** Records that no engine should have to see: two that cannot be read, and reports on jobs that do not exist. */
    private static int sendBroken(CommandLog commands) {
        byte @Nullable [] noKey = null;
        commands.sendBroken("4711".getBytes(UTF_8), "{\"this\": \"is not Avro\"}".getBytes(UTF_8));
        commands.sendBroken(noKey, "nor does this have a key".getBytes(UTF_8));
        for (long jobKey = 1; jobKey <= UNKNOWN_JOBS; jobKey++) {
            commands.send(
                    jobKey, FailJob.newBuilder().setJobKey(jobKey).setRetries(1).build());
        }
        return 2;
    }
}
