package dev.reprise.processor.engine.policy;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Matches error codes against patterns: exact, or with a trailing * for any rest. */
public final class ErrorCodes {
    /** The code of a lease that ran out (CloudFlow: FnF.TaskTimeout; Step Functions: States.Timeout). */
    public static final String TIMEOUT = "TIMEOUT";

    private static final Set<String> EVERYTHING = Set.of("*", "FnF.ALL", "States.ALL");

    private ErrorCodes() {}

    /** Whether any pattern matches; a failure without a code is matched by the patterns for everything alone. */
    public static boolean match(List<String> patterns, @Nullable String code) {
        for (String pattern : patterns) {
            if (EVERYTHING.contains(pattern) || (code != null && matches(pattern, code))) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(String pattern, String code) {
        return pattern.endsWith("*")
                ? code.startsWith(pattern.substring(0, pattern.length() - 1))
                : pattern.equals(code);
    }
}
