package dev.reprise.gateway.camunda8;

import dev.reprise.query.http.ProblemException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Reads of jobs, whose faults are Camunda's. */
final class Reads {
    private Reads() {}

    /** The same; where a partition cannot be read at the moment, it fails with a 503 problem of Camunda's. */
    static <T> CompletableFuture<T> of(CompletableFuture<T> read) {
        return read.exceptionallyCompose(fault -> CompletableFuture.failedFuture(translated(fault)));
    }

    private static Throwable translated(Throwable fault) {
        Throwable cause = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
        return cause instanceof ProblemException known
                ? RestProblem.unavailable(known.problem().detail()).asException()
                : cause;
    }
}
