package dev.reprise.faults.check;

import static dev.reprise.faults.check.Violation.Kind.DOUBLED_COMMAND;
import static dev.reprise.faults.check.Violation.Kind.SWALLOWED_REJECTION;

import dev.reprise.reply.CommandRejected;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The commands of a partition, each with what was decided. A command that is repeated is answered from memory: one that was carried out
 * leaves nothing in the log, one that was refused leaves its refusal again, marked {@code repeated}. A job remembers the last eight of
 * either; a refusal while there is no job is not remembered (decision 002), and neither is anything once the job is purged.
 */
final class Decisions {
    private static final int REMEMBERED = 8;

    private final Run run;
    private final Map<Decided.Key, Decided> decided = new HashMap<>();
    private final Map<Long, Integer> refusedOfJob = new HashMap<>();

    Decisions(Run run) {
        this.run = run;
    }

    void refused(Logged logged) {
        CommandRejected rejected = (CommandRejected) logged.record();
        Long jobKey = rejected.getJobKey();
        if (rejected.getRepeated()) {
            run.tally.repeatedRejections++;
        } else {
            run.tally.rejections++;
        }
        if (jobKey == null) {
            return; // of ActivateJobs, which is addressed to no job and which nobody remembers
        }
        Decided command = of(jobKey, rejected.getCommandId());
        boolean known = command.isRefused();
        command.types.add(rejected.getType());
        command.rejectionOffset = logged.offset();
        if (rejected.getRepeated() && !known) {
            report(
                    SWALLOWED_REJECTION,
                    logged,
                    rejected,
                    "Expected the refusal that this one repeats, but there is none");
        } else if (!rejected.getRepeated() && rejected.getJobState() != null) {
            count(command, logged, rejected, jobKey);
        }
    }

    private void count(Decided command, Logged logged, CommandRejected rejected, long jobKey) {
        int refused = refusedOfJob.merge(jobKey, 1, Integer::sum);
        if (command.remembered > 0 && refused - command.refused > REMEMBERED) {
            run.tally.forgotten++;
        } else if (command.remembered > 0) {
            report(DOUBLED_COMMAND, logged, rejected, "Expected it to be refused once, but it was decided again");
        }
        command.remembered++;
        command.refused = refused;
    }

    /** Notes an event by which a command was carried out. Returns what is known of the command then. */
    Decided carriedOut(JobModel job, Logged logged, Head head, String commandId, boolean goesOn) {
        Decided command = of(job.jobKey, commandId);
        command.lastSequence = head.sequence();
        if (goesOn) {
            return command;
        }
        int count = ++job.carriedOut;
        if (command.isCarriedOut()) {
            if (command.life < job.lives || count - command.carriedOut > REMEMBERED) {
                run.tally.forgotten++;
            } else {
                run.findings.report(
                        DOUBLED_COMMAND,
                        logged,
                        "Expected it to be carried out once, but it was already at offset " + command.offset);
            }
        }
        command.life = job.lives;
        command.carriedOut = count;
        command.offset = logged.offset();
        command.led.add(logged.record().getSchema().getName());
        return command;
    }

    /** Compares what was carried out with what was refused, when all events are known. */
    void compare(int partition, Map<Long, JobModel> jobs) {
        decided.forEach((key, command) -> {
            if (!command.isCarriedOut() || command.remembered == 0) {
                return;
            }
            JobModel job = jobs.get(key.jobKey());
            boolean forgotten = job == null
                    || job.lives > command.life
                    || job.carriedOut - command.carriedOut >= REMEMBERED
                    || refusedOfJob.getOrDefault(key.jobKey(), 0) - command.refused >= REMEMBERED;
            if (forgotten) {
                run.tally.forgotten++;
            } else {
                run.findings.report(
                        DOUBLED_COMMAND,
                        partition,
                        command.offset,
                        key.jobKey(),
                        key.commandId(),
                        "Expected it to be carried out or refused, but it is both; the refusal is at offset "
                                + command.rejectionOffset);
            }
        });
    }

    void each(BiConsumer<Decided.Key, Decided> reader) {
        decided.forEach(reader);
    }

    private Decided of(long jobKey, String commandId) {
        return decided.computeIfAbsent(new Decided.Key(jobKey, commandId), key -> new Decided());
    }

    private void report(Violation.Kind kind, Logged logged, CommandRejected rejected, String sentence) {
        Long jobKey = rejected.getJobKey();
        run.findings.report(
                kind,
                logged.partition(),
                logged.offset(),
                jobKey == null ? 0 : jobKey,
                rejected.getCommandId(),
                sentence);
    }
}
