package dev.reprise.query.http;

/** Ends a request with a problem. It has no stack trace: it says what a client did or must know, not where we were. */
public final class ProblemException extends RuntimeException {
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
