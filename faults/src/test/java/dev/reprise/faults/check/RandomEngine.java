package dev.reprise.faults.check;

import dev.reprise.command.ActivateJobs;
import dev.reprise.faults.memory.Channel;
import dev.reprise.faults.memory.CommandKind;
import dev.reprise.faults.memory.CommandMemory;
import dev.reprise.faults.memory.LeaseMemory;
import dev.reprise.faults.memory.Memories;
import dev.reprise.faults.memory.Outcome;
import dev.reprise.faults.memory.SentCommand;
import dev.reprise.faults.memory.Told;
import dev.reprise.processor.engine.Cause;
import dev.reprise.processor.engine.Engine;
import dev.reprise.processor.engine.EngineSettings;
import dev.reprise.processor.engine.Moment;
import dev.reprise.processor.engine.Result;
import dev.reprise.processor.engine.TaskTokenSigner;
import dev.reprise.processor.engine.rows.DueRow;
import dev.reprise.processor.engine.rows.MapRows;
import dev.reprise.reply.ActivatedJob;
import dev.reprise.reply.CommandAccepted;
import dev.reprise.reply.CommandRejected;
import dev.reprise.reply.JobsActivated;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;

/** The engine on plain maps, with clients that send it random commands, lose answers, and repeat commands. */
final class RandomEngine {
    private static final long RETENTION = 60_000;

    private final Random random;
    private final RandomCommands commands;
    private final MapRows rows = new MapRows();
    private final Engine engine;
    private final ListedEvents log = new ListedEvents(1);
    private final List<Sent> sent = new ArrayList<>();
    private final Memories memories = new Memories();
    private long now = Story.BEGIN;
    /** How wrong the engine's clock is. */
    private long skew;

    private long offset;

    private static final class Sent {
        final SpecificRecord record;
        final SentCommand command;
        Told told;

        Sent(SpecificRecord record, SentCommand command) {
            this.record = record;
            this.command = command;
            told = Told.notAppended(command.sentAt());
        }
    }

    RandomEngine(long seed) {
        random = new Random(seed);
        commands = new RandomCommands(
                random,
                jobKey -> rows.job(jobKey).map(job -> job.getLeaseToken()).orElse(null));
        engine = new Engine(
                new EngineSettings(RETENTION, TaskTokenSigner.NONE),
                type -> Optional.of(RandomCommands.policy()),
                rows);
    }

    void step() {
        int dice = random.nextInt(100);
        if (dice < 20) {
            activate();
        } else if (dice < 75) {
            send();
        } else if (dice < 90) {
            repeat();
        } else {
            passUntil(now + (long) Math.pow(10, random.nextInt(5)));
        }
        now += random.nextInt(3);
    }

    /** The engine's clock, not that of the clients, steps back. */
    void clockBack() {
        skew -= random.nextInt(5000);
    }

    long now() {
        return now;
    }

    ListedEvents log() {
        passUntil(now);
        return log;
    }

    Memories memories() {
        sent.forEach(command -> memories.remember(new CommandMemory(command.command, command.told)));
        return memories;
    }

    private void activate() {
        ActivateJobs command = commands.activation();
        long askedAt = now;
        SpecificRecord answer = handle(command, "poll-" + offset).answer();
        now += random.nextInt(20);
        if (answer instanceof JobsActivated activated && random.nextInt(4) > 0) {
            for (ActivatedJob job : activated.getJobs()) {
                memories.remember(new LeaseMemory(
                        job.getWorker(),
                        job.getJobKey(),
                        job.getLeaseToken(),
                        job.getAttempt(),
                        askedAt,
                        now,
                        job.getDeadline().toEpochMilli()));
            }
        }
    }

    private void send() {
        SpecificRecord record = commands.next();
        SentCommand command = commands.sent(record, "command-" + sent.size(), now);
        Sent added = new Sent(record, command);
        sent.add(added);
        attempt(added);
    }

    /** A client sends a command again whose answer it has not had, mostly one of the last. */
    private void repeat() {
        int last = sent.size() - 1 - random.nextInt(random.nextInt(5) == 0 ? 300 : 10);
        if (last >= 0 && sent.get(last).told.outcome() == Outcome.UNKNOWN) {
            attempt(sent.get(last));
        }
    }

    private void attempt(Sent command) {
        SpecificRecord answer =
                handle(command.record, command.command.commandId()).answer();
        now += random.nextInt(5);
        boolean lost = random.nextInt(3) == 0;
        Told told = Told.unknown(now);
        if (!lost && answer instanceof CommandAccepted accepted) {
            told = Told.accepted(accepted.getJob().getSequence(), now);
        } else if (!lost && answer instanceof CommandRejected rejected) {
            told = Told.rejected(rejected.getType(), now);
        }
        command.told = command.told.then(told);
    }

    private Result handle(SpecificRecord command, String commandId) {
        passUntil(now);
        Result result = engine.handle(command, new Moment(now + skew, new Cause(commandId, null, 0, offset++)));
        result.events().forEach(log::add);
        if (result.answer() instanceof CommandRejected rejected) {
            log.add(rejected);
        }
        return result;
    }

    private void passUntil(long time) {
        while (!rows.due().isEmpty() && rows.due().first().dueAt() <= time + skew) {
            DueRow row = rows.due().first();
            now = Math.max(now, row.dueAt() - skew);
            engine.due(row, new Moment(now + skew, Cause.time(0)))
                    .orElseThrow()
                    .events()
                    .forEach(log::add);
        }
        now = Math.max(now, time);
    }

    /** What a command is called in memories. */
    static CommandKind kind(SpecificRecord record) {
        for (CommandKind kind : CommandKind.values()) {
            if (kind.record().equals(record.getSchema().getName())) {
                return kind;
            }
        }
        throw new IllegalArgumentException("Expected a command, but got " + record);
    }

    static SentCommand remembered(SpecificRecord record, String id, long jobKey, long at) {
        return new SentCommand(id, jobKey, kind(record), Channel.HTTP, at);
    }
}
