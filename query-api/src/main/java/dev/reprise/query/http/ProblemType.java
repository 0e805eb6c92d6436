package dev.reprise.query.http;

import io.javalin.http.HttpStatus;

/**
 * A kind of problem (RFC 9457). Clients tell problems apart by {@link #uri()}, which never changes; the title is for people.
 *
 * @param code name of the kind in lower case with hyphens, for example {@code job-not-found}; empty if the status says it all
 * @param status HTTP status, 400 to 599
 * @param title a few words, the same for all problems of the kind
 */
public record ProblemType(String code, int status, String title) {
    private static final String URN = "urn:reprise:problem:";

    /** A kind that says no more than its status does. */
    public static ProblemType ofStatus(int status) {
        return new ProblemType("", status, HttpStatus.forStatus(status).getMessage());
    }

    /** The kind that another node has named. */
    public static ProblemType ofUri(String uri, int status, String title) {
        return new ProblemType(uri.startsWith(URN) ? uri.substring(URN.length()) : "", status, title);
    }

    /** Member {@code type}: an identifier, not a link. */
    public String uri() {
        return code.isEmpty() ? "about:blank" : URN + code;
    }
}
