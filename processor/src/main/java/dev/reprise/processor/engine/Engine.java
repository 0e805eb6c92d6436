package dev.reprise.processor.engine;

import dev.reprise.command.ActivateJobs;
import dev.reprise.command.CreateJob;
import dev.reprise.common.RejectionType;
import dev.reprise.processor.engine.apply.EventAppliers;
import dev.reprise.processor.engine.apply.FoldedJobs;
import dev.reprise.processor.engine.due.DueDecider;
import dev.reprise.processor.engine.rows.ActivatableRow;
import dev.reprise.processor.engine.rows.DueRow;
import dev.reprise.processor.engine.rows.Rows;
import dev.reprise.reply.CommandRejected;
import dev.reprise.state.Job;
import dev.reprise.state.Outcome;
import dev.reprise.state.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.avro.specific.SpecificRecord;

/**
 * Decides commands and what falls due, folds the events and writes the rows: all or nothing. An exception leaves the rows as they
 * were. Used by one thread.
 */
public final class Engine {
    private final Deciders deciders;
    private final DueDecider dueDecider;
    private final EventAppliers appliers = new EventAppliers();
    private final Policies policies;
    private final Rows rows;

    public Engine(EngineSettings settings, Policies policies, Rows rows) {
        deciders = new Deciders(settings);
        dueDecider = new DueDecider(settings.retention());
        this.policies = policies;
        this.rows = rows;
    }

    /**
     * Carries a command out or refuses it. A command that the job remembers gets the answer of then, and changes nothing.
     *
     * @throws IllegalArgumentException if the record is no command
     */
    public Result handle(SpecificRecord command, Moment moment) {
        Decider<SpecificRecord> decider = deciders.of(command)
                .orElseThrow(() -> new IllegalArgumentException(
                        "Expected a command, but got " + command.getSchema().getFullName()));
        FoldedJobs jobs = new FoldedJobs(rows, policies);
        OptionalLong jobKey = Commands.jobKey(command);
        if (jobKey.isPresent() && isOutOfReach(jobKey.getAsLong(), jobs, moment)) {
            return new Result(List.of(), refuseUnseen(command, decider, jobs, moment), List.of());
        }
        Moment now = identified(moment, jobKey, jobs);
        if (jobKey.isPresent()) {
            Optional<SpecificRecord> earlier = earlierAnswer(command, jobKey.getAsLong(), jobs, now);
            if (earlier.isPresent()) {
                return new Result(List.of(), earlier.get(), List.of());
            }
        }
        Decision decision = decider.decide(command, jobs, now);
        if (decision instanceof Decision.Rejected rejected) {
            return new Result(List.of(), refuse(command, jobKey, rejected, jobs, now), List.of());
        }
        List<SpecificRecord> events = ((Decision.Accepted) decision).events();
        List<ActivatableRow> nowActivatable = fold(events, jobs);
        return new Result(events, answer(command, jobKey, events, jobs, now), nowActivatable);
    }

    private static boolean isOutOfReach(long jobKey, FoldedJobs jobs, Moment now) {
        return jobs.job(jobKey)
                .filter(job -> !now.cause().reaches(job.getTenantId()))
                .isPresent();
    }

    /** Refuses a command as if the job were not there, which leaves no trace on it; but its key is taken all the same. */
    private static CommandRejected refuseUnseen(
            SpecificRecord command, Decider<SpecificRecord> decider, FoldedJobs jobs, Moment now) {
        JobsView seen = command instanceof CreateJob ? jobs : new NoJobs(jobs);
        if (decider.decide(command, seen, now) instanceof Decision.Rejected rejected) {
            return refuse(command, rejected.type(), rejected.reason(), now);
        }
        throw new IllegalStateException("Expected " + command.getSchema().getName()
                + " to be refused for a job that its sender may not touch, but it was not");
    }

    /** An id that counts within an attempt is made one that counts for the job: a report leaves attempt and worker as they are. */
    private static Moment identified(Moment now, OptionalLong jobKey, FoldedJobs jobs) {
        if (!now.cause().perAttempt() || jobKey.isEmpty()) {
            return now;
        }
        return jobs.job(jobKey.getAsLong())
                .map(job -> new Moment(now.at(), now.cause().within(job.getAttempt(), job.getWorker())))
                .orElse(now);
    }

    /** Lets a row of the due index act; empty if it is not the row that its job calls for, or its time has not come. */
    public Optional<Result> due(DueRow row, Moment now) {
        FoldedJobs jobs = new FoldedJobs(rows, policies);
        List<SpecificRecord> events = dueDecider.decide(row, jobs, now);
        return events.isEmpty() ? Optional.empty() : Optional.of(new Result(events, null, fold(events, jobs)));
    }

    /** Folds an event that has been decided before: for replay. */
    public void replay(SpecificRecord event) {
        fold(List.of(event), new FoldedJobs(rows, policies));
    }

    private List<ActivatableRow> fold(List<SpecificRecord> events, FoldedJobs jobs) {
        for (SpecificRecord event : events) {
            appliers.fold(event, jobs);
        }
        return jobs.write();
    }

    private static Optional<SpecificRecord> earlierAnswer(
            SpecificRecord command, long jobKey, FoldedJobs jobs, Moment now) {
        String id = Answers.commandId(now);
        Optional<Job> job = jobs.job(jobKey);
        if (job.isEmpty()) {
            return Optional.empty();
        }
        for (Outcome outcome : job.get().getOutcomes()) {
            if (outcome.getCommandId().equals(id)) {
                return Optional.of(Answers.repeated(jobKey, outcome, now));
            }
        }
        for (Refusal refusal : jobs.refusals(jobKey)) {
            if (refusal.getCommandId().equals(id)) {
                return Optional.of(Answers.repeated(command, refusal, now));
            }
        }
        return Optional.empty();
    }

    private static CommandRejected refuse(
            SpecificRecord command, OptionalLong jobKey, Decision.Rejected rejected, FoldedJobs jobs, Moment now) {
        Optional<Job> job = jobKey.isPresent() ? jobs.job(jobKey.getAsLong()) : Optional.empty();
        CommandRejected answer = Answers.rejected(
                command,
                rejected.type(),
                rejected.reason(),
                job.map(Job::getState).orElse(null),
                now);
        job.ifPresent(found -> jobs.remember(
                found.getJobKey(),
                new Refusal(answer.getCommandId(), rejected.type(), rejected.reason(), found.getState())));
        return answer;
    }

    private static SpecificRecord answer(
            SpecificRecord command, OptionalLong jobKey, List<SpecificRecord> events, FoldedJobs jobs, Moment now) {
        if (command instanceof ActivateJobs activation) {
            return Answers.activated(activation, events, jobs, now);
        }
        return Answers.accepted(jobs.job(jobKey.orElseThrow()).orElseThrow(), now);
    }

    /** The answer to a command that is refused before it reaches a job, for a record key that is not its job's for example. */
    public static CommandRejected refuse(SpecificRecord command, RejectionType type, String reason, Moment now) {
        return Answers.rejected(command, type, reason, null, now);
    }
}
