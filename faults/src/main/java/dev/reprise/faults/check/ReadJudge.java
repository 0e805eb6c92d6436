package dev.reprise.faults.check;

import static dev.reprise.faults.check.Violation.Kind.STALE_READ;
import static dev.reprise.faults.check.Violation.Kind.WRONG_READ;

import dev.reprise.faults.memory.ReadMemory;
import dev.reprise.schemas.JobKeys;

/**
 * Judges what reads were told that asked to be as new as a command. They may be refused, but not be told what was so before. Jobs
 * that have ended are kept for longer than any load takes: that there is none is no answer either.
 */
final class ReadJudge {
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int UNAVAILABLE = 503;
    private static final int TIME_OUT = 504;

    private final Run run;
    private final int partitions;

    ReadJudge(Run run, int partitions) {
        this.run = run;
        this.partitions = partitions;
    }

    void judge(ReadMemory read) {
        ReadMemory.Got got = read.got();
        if (got == null) {
            return; // that a connection broke tells nothing of the job
        }
        switch (got.status()) {
            case OK -> found(read, got);
            case NOT_FOUND -> report(STALE_READ, read, "was told that there is no such job (404)");
            case UNAVAILABLE -> {
                if (!got.retryAfter()) {
                    report(WRONG_READ, read, "got 503 without Retry-After");
                }
            }
            case TIME_OUT -> {}
            default -> report(WRONG_READ, read, "got status " + got.status());
        }
    }

    private void found(ReadMemory read, ReadMemory.Got got) {
        if (got.jobKey() != read.jobKey()) {
            report(WRONG_READ, read, "got job " + got.jobKey());
        } else if (got.sequence() < read.told()) {
            report(STALE_READ, read, "got sequence " + got.sequence());
        }
    }

    private void report(Violation.Kind kind, ReadMemory read, String but) {
        run.findings.report(
                kind,
                JobKeys.partitionFor(read.jobKey(), partitions),
                -1,
                read.jobKey(),
                read.commandId(),
                "Expected %s to give sequence %d, which its client was told, or a later one, but it %s"
                        .formatted(read.url(), read.told(), but));
    }
}
