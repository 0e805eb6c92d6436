package dev.reprise.query.http;

/** The kinds of problems that reads and HTTP itself have. What has kinds of its own, such as the gateway, adds them at home. */
public final class ProblemTypes {
    /** A parameter of path or query is unknown, missing or out of its range; member {@code parameter} names it. */
    public static final ProblemType INVALID_PARAMETER =
            new ProblemType("invalid-parameter", 400, "A parameter is not valid");

    /** The body is no JSON object, or a field of it is unknown, missing or out of its range; member {@code field} names it. */
    public static final ProblemType INVALID_BODY = new ProblemType("invalid-body", 400, "The body is not valid");

    /** Header {@code WWW-Authenticate} says how a caller can say who it is. */
    public static final ProblemType UNAUTHENTICATED =
            new ProblemType("unauthenticated", 401, "The caller is not known");

    /** The caller is known, and does not have the role or the tenant that this takes. */
    public static final ProblemType FORBIDDEN = new ProblemType("forbidden", 403, "The caller may not do this");

    public static final ProblemType NO_SUCH_PATH =
            new ProblemType("no-such-path", 404, "There is nothing at this path");

    /** Never created, or ended and purged. */
    public static final ProblemType JOB_NOT_FOUND = new ProblemType("job-not-found", 404, "There is no such job");

    /** The job exists, but has no open incident. */
    public static final ProblemType INCIDENT_NOT_FOUND =
            new ProblemType("incident-not-found", 404, "The job has no open incident");

    /** Header {@code Allow} has what is allowed. */
    public static final ProblemType METHOD_NOT_ALLOWED =
            new ProblemType("method-not-allowed", 405, "The path does not take this method");

    public static final ProblemType NOT_ACCEPTABLE =
            new ProblemType("not-acceptable", 406, "The answer is in no media type that the request accepts");

    public static final ProblemType CONTENT_TOO_LARGE =
            new ProblemType("content-too-large", 413, "The body is too large");

    public static final ProblemType UNSUPPORTED_MEDIA_TYPE =
            new ProblemType("unsupported-media-type", 415, "The body is in a media type that is not taken");

    /** A bug or a broken disk: the log of the node has it under the same instance. */
    public static final ProblemType INTERNAL_ERROR =
            new ProblemType("internal-error", 500, "Something went wrong here");

    /** A partition is moving between nodes, or the node that has it cannot be reached. Try again after {@code Retry-After}. */
    public static final ProblemType PARTITION_UNAVAILABLE =
            new ProblemType("partition-unavailable", 503, "A partition is not available at the moment");

    /** The position in {@code after} was not reached in time: the answer would have been older than asked for. */
    public static final ProblemType POSITION_NOT_REACHED =
            new ProblemType("position-not-reached", 503, "The state is not yet as new as asked for");

    /** The read model (history, counts) has not yet seen what the engine has. */
    public static final ProblemType READ_MODEL_BEHIND =
            new ProblemType("read-model-behind", 503, "The read model is behind the engine");

    /** The read model met an event that it cannot fold and stopped; {@code /health/status} says which. */
    public static final ProblemType READ_MODEL_STOPPED =
            new ProblemType("read-model-stopped", 503, "The read model has stopped");

    /** So many requests wait already that this one is not let in. */
    public static final ProblemType TOO_MANY_WAITING =
            new ProblemType("too-many-waiting", 503, "Too many requests are waiting");

    /** The node has as much to do as it can bear; nothing has happened. Try again after {@code Retry-After}. */
    public static final ProblemType OVERLOADED = new ProblemType("overloaded", 503, "The node has too much to do");

    /** Who calls cannot be told at the moment: the keys of the identity provider cannot be fetched. */
    public static final ProblemType IDENTITY_UNAVAILABLE =
            new ProblemType("identity-unavailable", 503, "The caller cannot be identified at the moment");

    /** More than one search may look at: it is to be asked for in parts. */
    public static final ProblemType SEARCH_TOO_LARGE =
            new ProblemType("search-too-large", 503, "The search is too large");

    private ProblemTypes() {}
}
