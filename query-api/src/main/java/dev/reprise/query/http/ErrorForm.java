package dev.reprise.query.http;

/**
 * How errors look to callers of an API that has a form of its own. What is refused before or beside that API's own code (an unknown
 * path, a method that a path does not take, a body that is too large, a line that is no HTTP, a bug) is written by it too, so that
 * such a caller never meets a body that its client cannot read.
 */
public interface ErrorForm {
    /** Whether whoever sent this request speaks this API. Goes by the head alone, and must not throw. */
    boolean speaks(RequestHead request);

    /** The answer that this API gives to the problem. Must not throw. */
    ErrorAnswer answer(Problem problem, RequestHead request);
}
