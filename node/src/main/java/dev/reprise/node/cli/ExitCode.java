package dev.reprise.node.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a command ends with. Scripts rely on the numbers: they never change. */
public final class ExitCode {
    public static final int OK = 0;

    /** Refused, or gone wrong in any other way; the reason is on stderr. */
    public static final int REFUSED = 1;

    /** The command line or the configuration is not right. */
    public static final int USAGE = 2;

    /** There is no such job, incident, policy, dead letter. */
    public static final int NOT_FOUND = 3;

    /** It is there already, or not in a state that allows it, or held by somebody else. */
    public static final int CONFLICT = 4;

    /** Nobody answered, or not in time: try again, with the same idempotency key. */
    public static final int UNAVAILABLE = 5;

    private ExitCode() {}

    /** What each means, as help shows it. */
    static Map<String, String> list() {
        Map<String, String> list = new LinkedHashMap<>();
        list.put("0", "done");
        list.put("1", "refused, or failed in another way; the reason is on stderr");
        list.put("2", "the command line or the configuration is wrong");
        list.put("3", "no such job, incident, policy or dead letter");
        list.put("4", "conflict: it exists already, is in another state, or is held by another");
        list.put("5", "unavailable: no answer, or not in time; try again");
        return list;
    }
}
