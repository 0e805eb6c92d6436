package dev.reprise.query.http;

import org.eclipse.jetty.io.QuietException;

/** Ends a request with a problem. It has no stack trace and is not logged: it says what a client did or must know, not where we were. */
public final class ProblemException extends RuntimeException implements QuietException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial")
    private final Problem problem;

    public ProblemException(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
