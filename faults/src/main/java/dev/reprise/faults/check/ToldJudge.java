package dev.reprise.faults.check;

import static dev.reprise.faults.check.Violation.Kind.DOUBLED_COMMAND;
import static dev.reprise.faults.check.Violation.Kind.LOST_COMMAND;
import static dev.reprise.faults.check.Violation.Kind.PHANTOM_COMMAND;
import static dev.reprise.faults.check.Violation.Kind.SWALLOWED_REJECTION;
import static dev.reprise.faults.check.Violation.Kind.UNASKED_DECISION;
import static dev.reprise.faults.check.Violation.Kind.WRONG_ANSWER;

import dev.reprise.faults.memory.CommandKind;
import dev.reprise.faults.memory.CommandMemory;
import dev.reprise.faults.memory.Memories.Numbered;
import dev.reprise.faults.memory.SentCommand;
import dev.reprise.faults.memory.Told;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares what a client was told of its command with what the log says. */
final class ToldJudge {
    private final Run run;

    ToldJudge(Run run) {
        this.run = run;
    }

    void judge(int partition, Decided.Key key, Decided decided) {
        Numbered numbered = run.memories.command(key.commandId()).orElse(null);
        if (numbered == null) {
            unasked(partition, key, decided);
            return;
        }
        run.seenCommands.set(numbered.number());
        SentCommand sent = numbered.memory().sent();
        long offset = decided.isCarriedOut() ? decided.offset : decided.rejectionOffset;
        if (sent.jobKey() != key.jobKey()) {
            report(DOUBLED_COMMAND, partition, offset, key, "It was sent to job " + sent.jobKey());
            return;
        }
        if (decided.isCarriedOut() && !leads(sent.kind()).contains(decided.led.get(0))) {
            report(
                    WRONG_ANSWER,
                    partition,
                    offset,
                    key,
                    "Expected what a %s leads to, but it led to %s"
                            .formatted(sent.kind().record(), decided.led.get(0)));
            return;
        }
        if (!decided.forgotten) {
            compare(partition, offset, key, decided, numbered.memory().told());
        }
    }

    private void unasked(int partition, Decided.Key key, Decided decided) {
        if (run.settings.nobodyElse() && decided.isCarriedOut() && !"JobGivenBack".equals(decided.led.get(0))) {
            report(UNASKED_DECISION, partition, decided.offset, key, "No client sent it");
        }
    }

    private void compare(int partition, long offset, Decided.Key key, Decided decided, Told told) {
        switch (told.outcome()) {
            case ACCEPTED -> accepted(partition, offset, key, decided, told.sequence());
            case REJECTED -> rejected(partition, offset, key, decided, told);
            case NOT_APPENDED ->
                report(
                        PHANTOM_COMMAND,
                        partition,
                        offset,
                        key,
                        "Expected nothing of a command that did not get into the log, but it was "
                                + (decided.isCarriedOut() ? "carried out" : "refused"));
            case APPENDED, UNKNOWN -> {} // that it was decided is all there is to say
        }
    }

    private void accepted(int partition, long offset, Decided.Key key, Decided decided, @Nullable Long sequence) {
        if (!decided.isCarriedOut()) {
            report(
                    SWALLOWED_REJECTION,
                    partition,
                    offset,
                    key,
                    "Its client was told that it is carried out, but it was refused: " + decided.types);
        } else if (sequence == null || sequence != decided.lastSequence) {
            report(
                    WRONG_ANSWER,
                    partition,
                    offset,
                    key,
                    "Its client was told sequence %d, but it led to %d".formatted(sequence, decided.lastSequence));
        }
    }

    private void rejected(int partition, long offset, Decided.Key key, Decided decided, Told told) {
        if (decided.isCarriedOut()) {
            report(
                    WRONG_ANSWER,
                    partition,
                    offset,
                    key,
                    "Its client was told that it is refused (%s), but it was carried out".formatted(told.rejection()));
        } else if (told.rejection() == null || !decided.types.contains(told.rejection())) {
            report(
                    WRONG_ANSWER,
                    partition,
                    offset,
                    key,
                    "Its client was told %s, but it was refused as %s".formatted(told.rejection(), decided.types));
        }
    }

    /** A command that the log says nothing of. */
    void missing(int partition, CommandMemory memory, boolean onlyRefused) {
        SentCommand sent = memory.sent();
        Violation.Kind kind = switch (memory.told().outcome()) {
            case ACCEPTED -> LOST_COMMAND;
            case REJECTED -> SWALLOWED_REJECTION;
            case APPENDED -> onlyRefused ? SWALLOWED_REJECTION : LOST_COMMAND;
            case NOT_APPENDED, UNKNOWN -> null;
        };
        if (kind != null) {
            run.findings.report(
                    kind,
                    partition,
                    -1,
                    sent.jobKey(),
                    sent.commandId(),
                    "Its client was told %s of a %s, but the log says nothing of it"
                            .formatted(memory.told().outcome(), sent.kind().record()));
        }
    }

    /** Names of the events that a command may begin with. */
    private static Set<String> leads(CommandKind kind) {
        return switch (kind) {
            case CREATE -> Set.of("JobCreated");
            case LOCK -> Set.of("JobActivated", "JobUpdated");
            case COMPLETE -> Set.of("JobCompleted", "IncidentResolved");
            case FAIL -> Set.of("JobFailed");
            case THROW_ERROR -> Set.of("JobErrorThrown", "IncidentResolved");
            case UPDATE -> Set.of("JobUpdated");
            case GIVE_BACK -> Set.of("JobGivenBack");
            case RETRY_NOW -> Set.of("JobRetryDue");
            case RESOLVE -> Set.of("IncidentResolved");
            case ANNOTATE -> Set.of("IncidentAnnotated");
            case SET_VARIABLES -> Set.of("JobVariablesSet");
            case CANCEL -> Set.of("JobCanceled", "IncidentResolved");
        };
    }

    private void report(Violation.Kind kind, int partition, long offset, Decided.Key key, String sentence) {
        run.findings.report(kind, partition, offset, key.jobKey(), key.commandId(), sentence);
    }
}
