package dev.reprise.faults.check;

import static dev.reprise.faults.check.Violation.Kind.LOST_RETRY;
import static dev.reprise.faults.check.Violation.Kind.LOST_TIMEOUT;
import static dev.reprise.faults.check.Violation.Kind.MISPLACED_EVENT;

import dev.reprise.common.JobState;
import dev.reprise.event.JobActivated;
import dev.reprise.event.JobRetryDue;
import dev.reprise.faults.check.JobJudge.Verdict;
import dev.reprise.faults.memory.CommandMemory;
import dev.reprise.faults.memory.Memories.Numbered;
import dev.reprise.faults.memory.SentCommand;
import dev.reprise.schemas.JobKeys;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Checks one partition. Its jobs and commands are held in memory until it is done. */
final class PartitionCheck {
    private final Run run;
    private final int partition;
    private final int partitions;
    private final Map<Long, JobModel> jobs = new HashMap<>();
    private final Grounds grounds;
    private final Decisions decisions;
    private final JobJudge judge;
    private final MemoryJudge memoryJudge;

    PartitionCheck(Run run, int partition, int partitions) {
        this.run = run;
        this.partition = partition;
        this.partitions = partitions;
        grounds = new Grounds(run);
        decisions = new Decisions(run, grounds);
        judge = new JobJudge(run.findings, run.settings.locks());
        memoryJudge = new MemoryJudge(run);
    }

    void refused(Logged logged) {
        decisions.refused(logged);
    }

    void event(Logged logged) {
        SpecificRecord event = logged.record();
        Head head = Head.of(event);
        run.tally.event(event);
        if (JobKeys.partitionFor(head.jobKey(), partitions) != partition) {
            run.findings.report(
                    MISPLACED_EVENT,
                    logged,
                    "Expected it in partition " + JobKeys.partitionFor(head.jobKey(), partitions));
        }
        JobModel job = jobs.computeIfAbsent(head.jobKey(), JobModel::new);
        if (event instanceof JobActivated activated) {
            memoryJudge.see(activated);
        }
        grounds.until(job, head.at());
        if (head.sequence() == job.nextSequence()) {
            inOrder(job, logged, head);
        }
        Verdict verdict = judge.take(job, logged);
        if (verdict == Verdict.AFTER_GAP) {
            job.waits = new Waits();
            decided(job, logged, head, false);
        } else if (verdict == Verdict.REPEATED && head.commandId() != null) {
            // That it is there twice has been said; that its client was told so is no further fault.
            run.memories.command(head.commandId()).ifPresent(command -> run.seenCommands.set(command.number()));
        }
    }

    /** What needs to be seen before the job changes. */
    private void inOrder(JobModel job, Logged logged, Head head) {
        boolean goesOn = Sequel.continues(job.last, logged.record());
        SentCommand sent = decided(job, logged, head, goesOn);
        memoryJudge.before(job, logged, sent, goesOn);
        if (logged.record() instanceof JobRetryDue due && job.state == JobState.BACKING_OFF) {
            run.tally.retry(due, job.scheduledAt);
        }
    }

    private @Nullable SentCommand decided(JobModel job, Logged logged, Head head, boolean goesOn) {
        String commandId = head.commandId();
        if (commandId == null) {
            return null;
        }
        SentCommand sent = run.memories
                .command(commandId)
                .map(Numbered::memory)
                .map(CommandMemory::sent)
                .orElse(null);
        if (logged.record() instanceof JobActivated && sent != null) {
            decisions.locked(job, logged, head, commandId);
        } else if (!(logged.record() instanceof JobActivated)) { // else ActivateJobs, which hands out many jobs
            decisions.carriedOut(job, logged, head, commandId, goesOn);
        }
        return sent;
    }

    /** Says what is wrong at the end of the log. */
    void end() {
        for (JobModel job : jobs.values()) {
            grounds.until(job, Long.MAX_VALUE);
            judge.end(job, partition);
            overdue(job);
            JobState state = job.state;
            if (state != null) {
                run.tally.ends(new FinalJob(job.jobKey, state, job.sequence, job.retries, job.attempt));
            }
        }
        grounds.end(jobs.keySet());
        decisions.compare(partition, jobs);
        ToldJudge told = new ToldJudge(run);
        decisions.each((key, decided) -> told.judge(partition, key, decided));
    }

    private void overdue(JobModel job) {
        long end = run.settings.endAt();
        long latest = end - run.settings.grace().toMillis();
        if (run.settings.doubt().touches(latest, end)) {
            return;
        }
        if (job.state == JobState.BACKING_OFF && job.dueAt < latest) {
            run.findings.report(
                    LOST_RETRY,
                    partition,
                    -1,
                    job.jobKey,
                    null,
                    "Expected the retry at %d, but %d ms later there is none".formatted(job.dueAt, end - job.dueAt));
        } else if (job.state == JobState.ACTIVATED && job.deadline < latest) {
            run.findings.report(
                    LOST_TIMEOUT,
                    partition,
                    -1,
                    job.jobKey,
                    null,
                    "Expected the lease to end at %d, but %d ms later it has not"
                            .formatted(job.deadline, end - job.deadline));
        }
    }

    @Nullable
    JobModel job(long jobKey) {
        return jobs.get(jobKey);
    }
}
