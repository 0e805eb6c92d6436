package dev.reprise.query.http;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One occurrence of a problem (RFC 9457), without its instance, which is the request's path.
 *
 * @param detail a sentence for people: Expected ..., but ...
 * @param members further members of the JSON object by name; values as the JSON mapper takes them
 * @param headers further headers of the response, {@code Retry-After} for example
 */
public record Problem(ProblemType type, String detail, Map<String, Object> members, Map<String, String> headers) {
    /** A copy that does not change, in the given order. */
    public Problem {
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    public static Problem of(ProblemType type, String detail) {
        return new Problem(type, detail, Map.of(), Map.of());
    }

    /** A parameter of path or query that is not as it must be. */
    public static Problem invalidParameter(String parameter, String detail) {
        return of(ProblemTypes.INVALID_PARAMETER, detail).with("parameter", parameter);
    }

    /** A field of the body that is not as it must be. */
    public static Problem invalidField(String field, String detail) {
        return of(ProblemTypes.INVALID_BODY, detail).with("field", field);
    }

    /** The same with one more member. */
    public Problem with(String member, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put(member, value);
        return new Problem(type, detail, more, headers);
    }

    /** The same with one more header. */
    public Problem withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Problem(type, detail, members, more);
    }

    /** The same with the advice to try again after this time, in whole seconds, 1 or more. */
    public Problem retryAfter(Duration delay) {
        return withHeader("Retry-After", Long.toString(Math.max(1, delay.toSeconds())));
    }

    /** To be thrown: what throws it ends the request with this problem. */
    public ProblemException asException() {
        return new ProblemException(this);
    }
}
