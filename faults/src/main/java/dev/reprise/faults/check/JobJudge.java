package dev.reprise.faults.check;

import static dev.reprise.faults.check.Violation.Kind.DOUBLED_INCIDENT;
import static dev.reprise.faults.check.Violation.Kind.DOUBLED_RETRY;
import static dev.reprise.faults.check.Violation.Kind.EARLY_RETRY;
import static dev.reprise.faults.check.Violation.Kind.ILLEGAL_TRANSITION;
import static dev.reprise.faults.check.Violation.Kind.OVERLAPPING_LEASES;
import static dev.reprise.faults.check.Violation.Kind.SEQUENCE_DOUBLE;
import static dev.reprise.faults.check.Violation.Kind.SEQUENCE_GAP;

import dev.reprise.common.JobState;
import dev.reprise.event.IncidentCreated;
import dev.reprise.event.JobActivated;
import dev.reprise.event.JobRetryDue;
import dev.reprise.event.JobRetryScheduled;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;

/** Says whether an event may come where it comes, and hands it to its job. */
final class JobJudge {
    private final Findings findings;
    private final boolean locks;
    private final FieldJudge fields;

    JobJudge(Findings findings, boolean locks) {
        this.findings = findings;
        this.locks = locks;
        fields = new FieldJudge(findings);
    }

    /** How an event fits its job. */
    private enum Fit {
        LEGAL,
        /** It should not be, but since it is, the job is what it says. */
        ILLEGAL,
        /** It is there twice, and the job is best thought of as unchanged. */
        SECOND
    }

    /** What became of an event. */
    enum Verdict {
        /** It follows on what was. */
        IN_ORDER,
        /** What was before it is not known. */
        AFTER_GAP,
        /** It counts for nothing: its sequence has been there. */
        REPEATED
    }

    Verdict take(JobModel job, Logged logged) {
        SpecificRecord event = logged.record();
        Head head = Head.of(event);
        long expected = job.nextSequence();
        if (head.sequence() < expected) {
            findings.report(
                    SEQUENCE_DOUBLE,
                    logged,
                    "Expected sequence %d, but %s has %d".formatted(expected, name(event), head.sequence()));
            return Verdict.REPEATED;
        } else if (head.sequence() > expected) {
            findings.report(
                    SEQUENCE_GAP,
                    logged,
                    "Expected sequence %d, but %s has %d".formatted(expected, name(event), head.sequence()));
            job.adopt(event, head);
            return Verdict.AFTER_GAP;
        }
        settle(job, logged, head);
        Fit fit = judge(job, logged, head);
        if (fit == Fit.SECOND) {
            job.pass(event, head);
        } else {
            if (fit == Fit.LEGAL) {
                fields.judge(job, logged, head);
            }
            job.adopt(event, head);
        }
        return Verdict.IN_ORDER;
    }

    /** Whether what the event before promised has come. */
    private void settle(JobModel job, Logged logged, Head head) {
        SpecificRecord last = job.last;
        if (last == null || job.state == null) {
            return;
        }
        Set<Class<?>> owed = Sequel.owed(last, job);
        boolean paid = owed.contains(logged.record().getClass())
                && Objects.equals(Head.of(last).commandId(), head.commandId());
        if (!owed.isEmpty() && !paid) {
            findings.report(
                    ILLEGAL_TRANSITION,
                    logged,
                    "Expected %s of the same command right after %s, but there is %s"
                            .formatted(names(owed), name(last), name(logged.record())));
        }
    }

    /** Reports what is wrong at the end of a job's events. */
    void end(JobModel job, int partition) {
        SpecificRecord last = job.last;
        if (last != null && job.state != null) {
            Set<Class<?>> owed = Sequel.owed(last, job);
            if (!owed.isEmpty()) {
                Head head = Head.of(last);
                findings.report(
                        ILLEGAL_TRANSITION,
                        partition,
                        -1,
                        job.jobKey,
                        head.commandId(),
                        "Expected %s after %s, but the log ends there".formatted(names(owed), name(last)));
            }
        }
    }

    private Fit judge(JobModel job, Logged logged, Head head) {
        SpecificRecord event = logged.record();
        if (event instanceof IncidentCreated && job.state == JobState.INCIDENT) {
            findings.report(DOUBLED_INCIDENT, logged, "Expected no incident while one is open, but there is another");
            return Fit.SECOND;
        } else if (event instanceof JobRetryDue due
                && job.state != JobState.BACKING_OFF
                && job.firedDueAt == JobModel.millis(due.getDueAt())) {
            findings.report(
                    DOUBLED_RETRY,
                    logged,
                    "Expected the retry that was due at %s to fire once, but it fired again".formatted(due.getDueAt()));
            return Fit.SECOND;
        } else if (event instanceof JobActivated activated && job.state == JobState.ACTIVATED) {
            findings.report(
                    OVERLAPPING_LEASES,
                    logged,
                    "Expected no lease while %s is current, but %s was given"
                            .formatted(job.leaseToken, activated.getLeaseToken()));
            return Fit.ILLEGAL;
        }
        Optional<String> illegal = illegal(job, logged, head);
        illegal.ifPresent(sentence -> findings.report(ILLEGAL_TRANSITION, logged, sentence));
        return illegal.isPresent() ? Fit.ILLEGAL : Fit.LEGAL;
    }

    private Optional<String> illegal(JobModel job, Logged logged, Head head) {
        SpecificRecord event = logged.record();
        if (!Transitions.allow(event, job.state)) {
            return Optional.of("%s cannot come while its job is %s"
                    .formatted(name(event), job.state == null ? "not there" : job.state));
        } else if (event instanceof JobActivated activated && job.state == JobState.BACKING_OFF) {
            return outOfBackOff(job, activated, logged, head);
        } else if ((event instanceof JobRetryScheduled || event instanceof IncidentCreated)
                && !Sequel.continues(job.last, event)) {
            return Optional.of("Expected %s to follow on its cause, but it comes after %s"
                    .formatted(name(event), job.last == null ? "nothing" : name(job.last)));
        }
        return Optional.empty();
    }

    /** Only a worker that locks a job which it held last takes it out of its backoff. */
    private Optional<String> outOfBackOff(JobModel job, JobActivated event, Logged logged, Head head) {
        if (locks && event.getWorker().equals(job.worker)) {
            return Optional.empty();
        }
        if (head.at() < job.dueAt) {
            findings.report(
                    EARLY_RETRY,
                    logged,
                    "Expected no lease in a backoff of another %d ms, but there is one"
                            .formatted(job.dueAt - head.at()));
            return Optional.empty();
        }
        return Optional.of("Expected JobRetryDue before the next lease, but there is none");
    }

    private static String name(SpecificRecord event) {
        return event.getSchema().getName();
    }

    private static String names(Set<Class<?>> types) {
        return types.stream().map(Class::getSimpleName).sorted().collect(Collectors.joining(" or "));
    }
}
