package dev.reprise.gateway.camunda8;

/** Ends a request with a problem. It has no stack trace: it says what a client did or must know, not where we were. */
final class RestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial")
    private final RestProblem problem;

    RestException(RestProblem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    RestProblem problem() {
        return problem;
    }
}
