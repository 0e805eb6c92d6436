package dev.reprise.node.camunda8;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** What had happened before each recorded exchange, made again: over the same API, with a job type of its own. */
final class Situations {
    /** Makes a situation for a job type; the key of the job that the exchange is about, empty if it is about none of ours. */
    interface Situation extends BiFunction<Rest, String, String> {}

    static final String NO_JOB = "";

    private static final String PROCESS =
            ",'process':{'processId':'charge','processVersion':1,'definitionKey':'2251799813685251','elementId':'task'}";
    private static final String FOR_EVER = "{'retries':2,'retryBackOff':9223372036854775807}";

    private static final Situation NOTHING = (rest, type) -> NO_JOB;
    private static final Situation WAITING = Situations::create;
    private static final Situation HELD = Situations::held;
    private static final Situation BACKING_OFF = failed("{'retries':2,'retryBackOff':600000}");
    private static final Situation BACKING_OFF_FOR_EVER = failed(FOR_EVER);
    private static final Situation INCIDENT = failed("{}");
    private static final Situation COMPLETED = after("completion", "{}");
    private static final Situation ERROR_CAUGHT = after("error", "{'errorCode':'CARD_DECLINED'}");
    private static final Situation RESOLVED = (rest, type) -> {
        String key = withRetries(rest, type);
        rest.post("/v2/incidents/" + key + "/resolution", "").expect(204);
        return key;
    };

    private static final Map<String, Situation> OWN = Map.ofEntries(
            Map.entry("activate-one", WAITING),
            Map.entry("activate-two-fetchVariable", (rest, type) -> {
                create(rest, type);
                return create(rest, type);
            }),
            Map.entry("fail-backoff-1-fail-retries-2-backoff-2000", HELD),
            Map.entry("incident-resolve-after-retries-updated", Situations::withRetries),
            Map.entry("incident-activate-after-resolve", RESOLVED),
            Map.entry("incident-resolve-twice", RESOLVED),
            Map.entry("incident-resolve-nonnumeric", NOTHING),
            Map.entry("stale-then-B-completes", INCIDENT),
            Map.entry("fail-retryBackOff-int64-max-then-activate", Situations::fourToDoAndOneBackingOffForEver),
            Map.entry("fail-retryBackOff-int64-max-then-fail", BACKING_OFF_FOR_EVER),
            Map.entry("fail-with-variables-then-activate", failed("{'retries':2,'variables':{'amount':42}}")),
            Map.entry("fail-v1-path", NOTHING),
            Map.entry("fail-after-complete", COMPLETED),
            Map.entry("complete-twice", COMPLETED),
            Map.entry("fail-after-error-caught", ERROR_CAUGHT),
            Map.entry("fail-after-error-uncaught", Situations::errorNotCaught),
            Map.entry("error-uncaught-resolve-incident-directly", Situations::errorNotCaught));

    private static final Map<String, Situation> BY_BEGINNING = Map.of(
            "activate-", NOTHING,
            "fail-key-", NOTHING,
            "fail-backoff-", BACKING_OFF,
            "fail-retries-0-then-", INCIDENT,
            "overflow-job-", BACKING_OFF_FOR_EVER,
            "fail-", HELD,
            "error-", HELD,
            "stale-", HELD,
            "update-", HELD,
            "idempotency-", HELD);

    private Situations() {}

    /** The situation of a row: its own, or that of the longest beginning of its name. */
    static Optional<Situation> of(String row) {
        Situation own = OWN.get(row);
        if (own != null) {
            return Optional.of(own);
        }
        return BY_BEGINNING.entrySet().stream()
                .filter(entry -> row.startsWith(entry.getKey()))
                .max((a, b) -> Integer.compare(a.getKey().length(), b.getKey().length()))
                .map(Map.Entry::getValue);
    }

    private static String create(Rest rest, String type) {
        return rest.create(type, PROCESS);
    }

    private static String held(Rest rest, String type) {
        String key = create(rest, type);
        rest.activate(type);
        return key;
    }

    private static Situation failed(String fields) {
        return after("failure", fields);
    }

    private static Situation after(String report, String fields) {
        return (rest, type) -> {
            String key = held(rest, type);
            rest.post("/v2/jobs/" + key + "/" + report, fields).expect(204);
            return key;
        };
    }

    private static String withRetries(Rest rest, String type) {
        String key = INCIDENT.apply(rest, type);
        rest.patch("/v2/jobs/" + key, "{'changeset':{'retries':2}}").expect(204);
        return key;
    }

    private static String errorNotCaught(Rest rest, String type) {
        String key = rest.create(type, PROCESS + ",'caughtErrors':['OTHER']");
        rest.activate(type);
        rest.post("/v2/jobs/" + key + "/error", "{'errorCode':'CARD_DECLINED'}").expect(204);
        return key;
    }

    private static String fourToDoAndOneBackingOffForEver(Rest rest, String type) {
        List<String> keys = Stream.generate(() -> create(rest, type)).limit(5).toList();
        rest.activate(type);
        rest.fail(keys.get(0), "{'retries':2147483647}");
        keys.subList(1, 4).forEach(key -> rest.fail(key, "{'retries':2}"));
        rest.fail(keys.get(4), FOR_EVER);
        return keys.get(4);
    }
}
