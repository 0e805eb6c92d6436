package dev.reprise.faults.check;

import dev.reprise.common.IncidentResolution;
import dev.reprise.common.JobState;
import dev.reprise.common.RejectionType;
import dev.reprise.common.StopReason;
import dev.reprise.event.IncidentAnnotated;
import dev.reprise.event.IncidentCreated;
import dev.reprise.event.IncidentResolved;
import dev.reprise.event.JobActivated;
import dev.reprise.event.JobCanceled;
import dev.reprise.event.JobCompleted;
import dev.reprise.event.JobCreated;
import dev.reprise.event.JobErrorThrown;
import dev.reprise.event.JobFailed;
import dev.reprise.event.JobGivenBack;
import dev.reprise.event.JobPurged;
import dev.reprise.event.JobRetryDue;
import dev.reprise.event.JobRetryScheduled;
import dev.reprise.event.JobTimedOut;
import dev.reprise.event.JobUpdated;
import dev.reprise.faults.memory.Channel;
import dev.reprise.faults.memory.CommandKind;
import dev.reprise.faults.memory.CommandMemory;
import dev.reprise.faults.memory.LeaseMemory;
import dev.reprise.faults.memory.SentCommand;
import dev.reprise.faults.memory.Told;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/**
 * The life of one job, step by step: what is in the log and what clients remember. Each step is legal if it is told in a state that
 * allows it; nothing checks that. Tests plant their bugs into the lists.
 */
final class Story {
    static final long BEGIN = 1_700_000_000_000L;
    static final long LEASE = 30_000;
    private static final long RETENTION = 1000;

    final long jobKey;
    final List<SpecificRecordBase> log = new ArrayList<>();
    final List<CommandMemory> commands = new ArrayList<>();
    final List<LeaseMemory> leases = new ArrayList<>();

    long now = BEGIN;
    long sequence;
    JobState state = JobState.ACTIVATABLE;
    int attempt;
    int retries = 3;
    long deadline;
    long dueAt;
    String lease = "";
    Channel channel = Channel.HTTP;
    private int commandCount;

    Story(long jobKey) {
        this.jobKey = jobKey;
    }

    /** A job that waits. */
    static Story created(long jobKey) {
        return new Story(jobKey).create();
    }

    /** A job that is held. */
    static Story activated(long jobKey) {
        return created(jobKey).activate("w1");
    }

    /** A job that backs off for 500 ms. */
    static Story backingOff(long jobKey) {
        return activated(jobKey).fail(2, 500);
    }

    Story create() {
        String id = id();
        event(JobCreated.class, id, "jobType", "t", "tenantId", "d", "retries", retries);
        return told(new SentCommand(id, jobKey, CommandKind.CREATE, channel, now));
    }

    Story activate(String worker) {
        attempt++;
        state = JobState.ACTIVATED;
        lease = jobKey + "-" + (sequence + 1) + "-" + now;
        deadline = now + LEASE;
        event(
                JobActivated.class,
                "poll-" + now,
                "worker",
                worker,
                "leaseToken",
                lease,
                "attempt",
                attempt,
                "deadline",
                Instant.ofEpochMilli(deadline));
        leases.add(new LeaseMemory(worker, jobKey, lease, attempt, now - 5, now + 5, deadline));
        now += 10;
        return this;
    }

    Story fail(int left, long backOff) {
        String id = id();
        long sentAt = now - 2;
        event(
                JobFailed.class,
                id,
                "attempt",
                attempt,
                "retries",
                left,
                "backOff",
                left > 0 ? backOff : 0L,
                "stopReason",
                left > 0 ? null : StopReason.WORKER_GAVE_NONE);
        retries = left;
        state = left > 0 ? backOff > 0 ? JobState.BACKING_OFF : JobState.ACTIVATABLE : JobState.INCIDENT;
        dueAt = now + backOff;
        if (state == JobState.BACKING_OFF) {
            event(
                    JobRetryScheduled.class,
                    id,
                    "dueAt",
                    Instant.ofEpochMilli(dueAt),
                    "backOff",
                    backOff,
                    "retries",
                    left,
                    "attempt",
                    attempt + 1);
        } else if (state == JobState.INCIDENT) {
            event(IncidentCreated.class, id, "reason", StopReason.WORKER_GAVE_NONE, "attempt", attempt);
        }
        SentCommand sent = new SentCommand(id, jobKey, CommandKind.FAIL, channel, sentAt).under(lease);
        return told(backOff > 0 && left > 0 ? sent.backingOff(backOff) : sent);
    }

    /** The backoff is over, and the retry fires so many milliseconds late. */
    Story retryDue(long late) {
        now = dueAt + late;
        state = JobState.ACTIVATABLE;
        return event(JobRetryDue.class, null, "dueAt", Instant.ofEpochMilli(dueAt), "lateness", late);
    }

    Story retryNow() {
        String id = id();
        state = JobState.ACTIVATABLE;
        event(JobRetryDue.class, id, "dueAt", Instant.ofEpochMilli(dueAt), "early", true);
        return told(new SentCommand(id, jobKey, CommandKind.RETRY_NOW, channel, now - 2));
    }

    Story timeOut(long late) {
        now = deadline + late;
        retries--;
        boolean none = retries <= 0;
        state = none ? JobState.INCIDENT : JobState.ACTIVATABLE;
        event(
                JobTimedOut.class,
                null,
                "worker",
                "w",
                "attempt",
                attempt,
                "retries",
                retries,
                "deadline",
                Instant.ofEpochMilli(deadline),
                "stopReason",
                none ? StopReason.TIMEOUTS_EXHAUSTED : null);
        return none
                ? event(IncidentCreated.class, null, "reason", StopReason.TIMEOUTS_EXHAUSTED, "attempt", attempt)
                : this;
    }

    Story complete() {
        String id = id();
        state = JobState.COMPLETED;
        event(JobCompleted.class, id, "purgeAt", Instant.ofEpochMilli(now + RETENTION));
        return told(new SentCommand(id, jobKey, CommandKind.COMPLETE, channel, now - 2).under(lease));
    }

    Story throwError(boolean caught) {
        String id = id();
        state = caught ? JobState.ERROR_THROWN : JobState.INCIDENT;
        event(
                JobErrorThrown.class,
                id,
                "errorCode",
                "E",
                "caught",
                caught,
                "purgeAt",
                caught ? Instant.ofEpochMilli(now + RETENTION) : null);
        if (!caught) {
            event(IncidentCreated.class, id, "reason", StopReason.UNCAUGHT_ERROR, "attempt", attempt);
        }
        return told(new SentCommand(id, jobKey, CommandKind.THROW_ERROR, channel, now - 2).under(lease));
    }

    Story giveBack() {
        String id = id();
        state = JobState.ACTIVATABLE;
        attempt--;
        event(JobGivenBack.class, id, "held", true);
        return told(new SentCommand(id, jobKey, CommandKind.GIVE_BACK, channel, now - 2).under(lease));
    }

    Story prioritize() {
        String id = id();
        event(JobUpdated.class, id, "priority", 7);
        return told(new SentCommand(id, jobKey, CommandKind.UPDATE, channel, now - 2));
    }

    Story resolve(int left) {
        String id = id();
        state = JobState.ACTIVATABLE;
        retries = left;
        event(IncidentResolved.class, id, "retries", left, "resolution", IncidentResolution.RESOLVED);
        return told(new SentCommand(id, jobKey, CommandKind.RESOLVE, channel, now - 2));
    }

    Story annotate() {
        String id = id();
        event(IncidentAnnotated.class, id);
        return told(new SentCommand(id, jobKey, CommandKind.ANNOTATE, channel, now - 2));
    }

    Story cancel() {
        String id = id();
        if (state == JobState.INCIDENT) {
            event(IncidentResolved.class, id, "retries", retries, "resolution", IncidentResolution.JOB_CANCELED);
        }
        state = JobState.CANCELED;
        event(JobCanceled.class, id, "purgeAt", Instant.ofEpochMilli(now + RETENTION));
        return told(new SentCommand(id, jobKey, CommandKind.CANCEL, channel, now - 2));
    }

    Story purge() {
        now += RETENTION;
        event(JobPurged.class, null, "lastState", state);
        sequence = 0;
        attempt = 0;
        return this;
    }

    /** A command is refused, and so many repeats of it, too. */
    Story refuse(CommandKind kind, RejectionType type, int repeats) {
        String id = id();
        for (int i = 0; i <= repeats; i++) {
            refusal(id, kind, type, state, i > 0);
        }
        now += 5;
        commands.add(new CommandMemory(
                new SentCommand(id, jobKey, kind, channel, now - 7),
                channel == Channel.HTTP ? Told.rejected(type, now) : Told.appended(now)));
        return this;
    }

    Story refusal(String id, CommandKind kind, RejectionType type, @Nullable JobState then, boolean repeated) {
        log.add(Events.refusal(jobKey, id, kind, type, then, repeated, now));
        return this;
    }

    /** Any event, with the sequence that is next. */
    Story event(Class<? extends SpecificRecordBase> type, @Nullable String commandId, @Nullable Object... fields) {
        List<@Nullable Object> all = new ArrayList<>(Arrays.asList(fields));
        all.addAll(List.of("jobKey", jobKey, "sequence", ++sequence, "occurredAt", Instant.ofEpochMilli(now)));
        all.addAll(Arrays.asList("commandId", commandId));
        return add(Events.record(type, all.toArray()));
    }

    Story add(SpecificRecordBase record) {
        log.add(record);
        return this;
    }

    /** What the client of a command that is carried out remembers. */
    Story told(SentCommand sent) {
        now += 5;
        commands.add(
                new CommandMemory(sent, channel == Channel.HTTP ? Told.accepted(sequence, now) : Told.appended(now)));
        return this;
    }

    Story remember(CommandKind kind, Told told) {
        commands.add(new CommandMemory(new SentCommand(id(), jobKey, kind, channel, now), told));
        return this;
    }

    /** Another outcome for the last command. */
    Story insteadTold(Told told) {
        commands.add(new CommandMemory(commands.remove(commands.size() - 1).sent(), told));
        return this;
    }

    // What tests plant.

    Story skipAttempt() {
        attempt++;
        return this;
    }

    /** The retry fires again, though its job is past it. */
    Story refire() {
        return event(JobRetryDue.class, null, "dueAt", Instant.ofEpochMilli(dueAt));
    }

    /** The first event of this type comes once more, with the sequence that is next. */
    Story again(Class<?> type) {
        SpecificRecordBase event =
                log.stream().filter(type::isInstance).findFirst().orElseThrow();
        return add(Events.with(event, "sequence", ++sequence));
    }

    /** The engine refuses the last command, too. */
    Story refuseLast(RejectionType type) {
        return refusal(lastId(), CommandKind.UPDATE, type, state, false);
    }

    Story completeUnderOldLease() {
        complete();
        return insteadSent(last().sent().under(leases.get(0).leaseToken()));
    }

    /** The last command named no lease. */
    Story dropLease() {
        return insteadSent(last().sent().under(null));
    }

    Story insteadSent(CommandKind kind) {
        SentCommand sent = last().sent();
        return insteadSent(new SentCommand(sent.commandId(), jobKey, kind, channel, sent.sentAt()));
    }

    Story insteadAsked(long backOff) {
        insteadSent(last().sent().backingOff(backOff));
        return retryDue(0);
    }

    private Story insteadSent(SentCommand sent) {
        commands.set(commands.size() - 1, new CommandMemory(sent, last().told()));
        return this;
    }

    private CommandMemory last() {
        return commands.get(commands.size() - 1);
    }

    /** A client says that it has the job, under the lease of the last activation. */
    Story handedTo(String client) {
        leases.add(new LeaseMemory(client, jobKey, lease, attempt, now, now, deadline));
        return this;
    }

    /** A client was told another deadline. */
    Story insteadHanded(int index, long otherDeadline) {
        LeaseMemory told = leases.get(index);
        leases.set(
                index,
                new LeaseMemory(
                        told.client(),
                        jobKey,
                        told.leaseToken(),
                        told.attempt(),
                        told.askedAt(),
                        told.toldAt(),
                        otherDeadline));
        return complete();
    }

    /** A client had the job at another time. */
    Story insteadHandedAt(int index, long at) {
        LeaseMemory told = leases.get(index);
        leases.set(
                index,
                new LeaseMemory(told.client(), jobKey, told.leaseToken(), told.attempt(), at, at, told.deadline()));
        return this;
    }

    String id() {
        return "command-" + jobKey + "-" + ++commandCount;
    }

    String lastId() {
        return "command-" + jobKey + "-" + commandCount;
    }

    Story later(long millis) {
        now += millis;
        return this;
    }
}
