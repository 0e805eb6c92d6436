package dev.reprise.faults.check;

import static dev.reprise.faults.check.Violation.Kind.DOUBLED_COMMAND;
import static dev.reprise.faults.check.Violation.Kind.SWALLOWED_REJECTION;

import dev.reprise.reply.CommandRejected;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;

/**
 * The commands of a partition, each with what was decided. A command that is repeated is answered from memory: one that was carried out
 * leaves nothing in the log, one that was refused leaves its refusal again, marked {@code repeated}. A job remembers the last eight of
 * either; a refusal while there is no job is not remembered (decision 002), and neither is anything once the job is purged.
 */
final class Decisions {
    private static final int REMEMBERED = 8;

    private final Run run;
    private final Grounds grounds;
    private final Map<Decided.Key, Decided> decided = new HashMap<>();
    private final Map<Long, Integer> refusedOfJob = new HashMap<>();

    Decisions(Run run, Grounds grounds) {
        this.run = run;
        this.grounds = grounds;
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
            count(command, logged, jobKey);
        }
        if (!rejected.getRepeated()) {
            grounds.refused(logged, rejected, jobKey);
        }
    }

    private void count(Decided command, Logged logged, long jobKey) {
        int refused = refusedOfJob.merge(jobKey, 1, Integer::sum);
        if (command.remembered > 0 && refused - command.refused > REMEMBERED) {
            forgotten(command);
        } else if (command.remembered > 0) {
            command.refusedAgainAt = logged.offset(); // unless the job was purged meanwhile, which only its events tell
        }
        command.remembered++;
        command.refused = refused;
    }

    /** Notes a lock. A job does not remember it: locked again by the same command, it is held for longer. */
    void locked(JobModel job, Logged logged, Head head, String commandId) {
        Decided command = of(job.jobKey, commandId);
        command.forgotten = command.isCarriedOut();
        command.led.add(logged.record().getSchema().getName());
        command.life = job.lives;
        command.offset = logged.offset();
        command.lastSequence = head.sequence();
        command.locks = true;
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
            if (command.locks || command.life < job.lives || count - command.carriedOut > REMEMBERED) {
                forgotten(command);
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

    /** Looks for commands that were decided twice, when all events are known. */
    void compare(int partition, Map<Long, JobModel> jobs) {
        decided.forEach((key, command) -> {
            JobModel job = jobs.get(key.jobKey());
            // When a refusal was, before a purge or after it, the log of refusals does not tell.
            boolean purged = job == null || job.state == null || job.lives > 1;
            if (command.refusedAgainAt >= 0) {
                twice(partition, key, command, purged, "refused twice, at offset " + command.refusedAgainAt + " again");
            }
            if (command.isCarriedOut() && command.isRefused()) {
                if (purged || command.remembered > 0) { // else it came before its job, and again after it
                    twice(
                            partition,
                            key,
                            command,
                            purged || crowdedOut(key, command, Objects.requireNonNull(job)),
                            "carried out and refused");
                }
            }
        });
    }

    private boolean crowdedOut(Decided.Key key, Decided command, JobModel job) {
        return command.locks
                || job.carriedOut - command.carriedOut >= REMEMBERED
                || refusedOfJob.getOrDefault(key.jobKey(), 0) - command.refused >= REMEMBERED;
    }

    private void twice(int partition, Decided.Key key, Decided command, boolean forgotten, String how) {
        if (forgotten) {
            forgotten(command);
        } else {
            run.findings.report(
                    DOUBLED_COMMAND,
                    partition,
                    Math.max(command.offset, command.refusedAgainAt),
                    key.jobKey(),
                    key.commandId(),
                    "Expected it to be decided once, but it was " + how);
        }
    }

    private void forgotten(Decided command) {
        command.forgotten = true;
        run.tally.forgotten++;
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
