package dev.reprise.node.camunda7;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;

/** What must be so before a recorded request is repeated: the tasks that it is about, in the order in which it names them. */
final class Situations {
    private static final String LOCK = "{'workerId':'aWorker','lockDuration':600000}";

    private static final Map<String, Function<EngineRest, List<String>>> SITUATIONS = Map.ofEntries(
            entry("fetchAndLock.long-poll-woken-by-new-task", Situations::soon),
            entry("fetchAndLock.filter-businessKey", Situations::colours),
            entry("fetchAndLock.filter-processVariables-two-are-ORed", Situations::colours),
            entry("fetchAndLock.filter-processVariables-type-exact", Situations::colours),
            entry("fetchAndLock.filter-processDefinitionKeyIn", Situations::colours),
            entry("fetchAndLock.during-retryTimeout", rest -> failed(rest, retries(3, 60_000, "'Does not compute'"))),
            entry("get.after-failure-retries-left", rest -> failed(rest, retries(3, 60_000, "'Does not compute'"))),
            entry("get.after-all-rejected-failures", Situations::rejected),
            entry("get.after-retries-fraction", rest -> failed(rest, "'retries':2.9,'retryTimeout':10.9")),
            entry("variables.after-failure", Situations::variables),
            entry("localVariables.after-failure", Situations::variables),
            entry("errorDetails.ok", rest -> failed(rest, details("'line1\\nline2 é中'"))),
            entry("errorDetails.after-no-details", Situations::detailsKept),
            entry("get.after-no-message", Situations::detailsKept),
            entry("errorDetails.after-empty-details", rest -> failed(rest, details("''"))),
            entry("get.after-errorMessage-number", rest -> failed(rest, "'retries':3,'errorMessage':12.5")),
            entry("get.after-surrogates-cut", rest -> failed(rest, retries(3, 0, "'" + "a".repeat(665) + "😀'"))),
            entry("failure.lock-expired-same-worker", Situations::expired),
            entry("unlock.ok", rest -> failed(rest, retries(1, 0, "'late'"))),
            entry("get.after-unlock", Situations::unlocked),
            entry("failure.after-unlock", Situations::unlocked),
            entry("errorDetails.none-yet", Situations::locked),
            entry("history.log-of-a-completed-task", Situations::completed),
            entry("get.after-errorEventDefinition", Situations::ended),
            entry("history.log-after-bpmnError", Situations::ended),
            entry("process-instance.after-uncaught", Situations::ended),
            entry("incident.list-by-configuration", rest -> failed(rest, "'errorMessage':'retries not given'")),
            entry("incident.count", rest -> failed(rest, "'retries':0")),
            entry("incident.annotate", rest -> failed(rest, "'retries':0")),
            entry("incident.get-annotated", Situations::annotated),
            entry("incident.annotation-clear", Situations::annotated),
            entry("failure.at-zero-again", rest -> failed(rest, "'retries':0")),
            entry("failure.raises-retries-again", rest -> failed(rest, "'retries':0")),
            entry("incident.after-raise", Situations::raised),
            entry("history.incident-resolved", Situations::raised),
            entry("get.after-zero-with-retryTimeout", rest -> failed(rest, retries(0, 3000, "'boom'"))),
            entry("retries.set", rest -> failed(rest, retries(0, 3000, "'boom'"))),
            entry("incident.after-retries-set", Situations::retriesSet),
            entry("incident.after-retries-set-to-zero", Situations::retriesTakenAway),
            entry("complete.with-incident-open", Situations::failedByB),
            entry("history.incident-after-complete", Situations::completedWithIncident),
            entry("incident.message-null", rest -> failed(rest, "'retries':0")),
            entry("incident.list-child", rest -> failed(rest, retries(0, 0, "'child failed'"))),
            entry("retries.set-in-child", rest -> failed(rest, "'retries':0")),
            entry("lock.ok", rest -> List.of(rest.charge(""))),
            entry("extendLock.expired", Situations::expired),
            entry("unlock.not-locked", rest -> List.of(rest.charge(""))),
            entry("incident.count-after-bulk-zero", Situations::elevenIncidents),
            entry("retries-bulk.by-query", rest -> charges(rest, 3)),
            entry("retries-bulk.unknown-id", rest -> charges(rest, 1)),
            entry("get.after-bulk-unknown", Situations::withSixRetries),
            entry("retries-bulk.negative", rest -> charges(rest, 3)),
            entry("retries-async.ok", rest -> charges(rest, 3)),
            entry("retries-async.no-retries", rest -> charges(rest, 3)),
            entry("retries-async.negative", rest -> charges(rest, 3)),
            entry("history.batch-get", Situations::batch),
            entry("process-instance.variable-file-data", Situations::file),
            entry("execution.localVariable-file-data", Situations::file));

    private Situations() {}

    /** Brings a situation about; by default a task that aWorker has locked, for lists three tasks, for the rest none. */
    static List<String> bringAbout(String row, EngineRest rest) {
        Function<EngineRest, List<String>> known = SITUATIONS.get(row);
        if (known != null) {
            return known.apply(rest);
        }
        String operation = row.substring(0, Math.max(0, row.indexOf('.')));
        return switch (operation) {
            case "failure",
                    "complete",
                    "bpmnError",
                    "extendLock",
                    "lock",
                    "unlock",
                    "retries",
                    "priority",
                    "get",
                    "process-instance" -> locked(rest);
            case "list", "query" -> three(rest);
            default ->
                List.of("topic-names", "engine-path", "unknown-subresource").contains(row) ? three(rest) : List.of();
        };
    }

    private static String retries(int retries, long timeout, String message) {
        return "'retries':%d,'retryTimeout':%d,'errorMessage':%s".formatted(retries, timeout, message);
    }

    private static String details(String details) {
        return "'retries':5,'retryTimeout':0,'errorMessage':'m','errorDetails':" + details;
    }

    private static List<String> locked(EngineRest rest) {
        String id = rest.charge("");
        rest.post("/external-task/" + id + "/lock", LOCK);
        return List.of(id);
    }

    private static List<String> failed(EngineRest rest, String fields) {
        List<String> tasks = locked(rest);
        rest.post("/external-task/" + tasks.get(0) + "/failure", "{'workerId':'aWorker'," + fields + "}");
        return tasks;
    }

    private static List<String> charges(EngineRest rest, int count) {
        return IntStream.range(0, count).mapToObj(i -> rest.charge("")).toList();
    }

    private static List<String> soon(EngineRest rest) {
        CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS).execute(() -> rest.charge(""));
        return List.of();
    }

    private static List<String> colours(EngineRest rest) {
        String a = rest.charge(",'businessKey':'bk-A','variables':{'color':'red','size':2}");
        String b = rest.charge(",'businessKey':'bk-B','variables':{'color':'blue','size':1}");
        rest.post("/process-instance/" + a + "/variables", "{'modifications':{'big':{'type':'Long','value':42}}}");
        return List.of(a, b);
    }

    private static List<String> rejected(EngineRest rest) {
        List<String> tasks = failed(rest, retries(2, 10_000, "'again'"));
        rest.call("POST", "/external-task/" + tasks.get(0) + "/failure", "{\"workerId\":\"aWorker\",\"retries\":-1}");
        return tasks;
    }

    private static List<String> variables(EngineRest rest) {
        return failed(
                rest,
                "'retries':5,'variables':{'s':{'value':'untyped'},'i':{'value':7},'lowerCaseType':{'type':'string','value':'ok'},"
                        + "'numAsString':{'type':'Integer','value':'12'},"
                        + "'d':{'type':'Date','value':'2026-01-02T03:04:05.678+0200'},'j':{'type':'Json','value':'{}'}},"
                        + "'localVariables':{'loc':{'type':'String','value':'only here'}}");
    }

    private static List<String> detailsKept(EngineRest rest) {
        List<String> tasks = failed(rest, details("'line1\\nline2 é中'"));
        rest.post("/external-task/" + tasks.get(0) + "/failure", "{'workerId':'aWorker','retries':5}");
        return tasks;
    }

    private static List<String> expired(EngineRest rest) {
        String id = rest.charge("");
        rest.post("/external-task/" + id + "/lock", "{'workerId':'aWorker','lockDuration':1}");
        rest.awaitUnlocked(id);
        return List.of(id);
    }

    private static List<String> unlocked(EngineRest rest) {
        List<String> tasks = failed(rest, retries(1, 0, "'late'"));
        rest.post("/external-task/" + tasks.get(0) + "/unlock", "null");
        return tasks;
    }

    private static List<String> completed(EngineRest rest) {
        List<String> tasks = locked(rest);
        rest.post("/external-task/" + tasks.get(0) + "/complete", "{'workerId':'aWorker'}");
        return tasks;
    }

    private static List<String> ended(EngineRest rest) {
        List<String> tasks = locked(rest);
        rest.post("/external-task/" + tasks.get(0) + "/bpmnError", "{'workerId':'aWorker','errorCode':'DECLINED'}");
        return tasks;
    }

    private static List<String> annotated(EngineRest rest) {
        List<String> tasks = failed(rest, "'errorMessage':'retries not given'");
        rest.put("/incident/" + tasks.get(0) + "/annotation", "{'annotation':'looking at it'}");
        return tasks;
    }

    private static List<String> raised(EngineRest rest) {
        List<String> tasks = failed(rest, "'errorMessage':'retries not given'");
        rest.post("/external-task/" + tasks.get(0) + "/failure", "{'workerId':'aWorker','retries':2}");
        return tasks;
    }

    private static List<String> retriesSet(EngineRest rest) {
        List<String> tasks = failed(rest, "'retries':0");
        rest.put("/external-task/" + tasks.get(0) + "/retries", "{'retries':2}");
        return tasks;
    }

    private static List<String> retriesTakenAway(EngineRest rest) {
        List<String> tasks = failed(rest, retries(2, 0, "'boom'"));
        rest.put("/external-task/" + tasks.get(0) + "/retries", "{'retries':0}");
        return tasks;
    }

    private static List<String> failedByB(EngineRest rest) {
        String id = rest.charge("");
        rest.post("/external-task/" + id + "/lock", "{'workerId':'bWorker','lockDuration':600000}");
        rest.post("/external-task/" + id + "/failure", "{'workerId':'bWorker','retries':0}");
        return List.of(id);
    }

    private static List<String> completedWithIncident(EngineRest rest) {
        List<String> tasks = failed(rest, "'retries':0,'errorMessage':'boom'");
        rest.post("/external-task/" + tasks.get(0) + "/complete", "{'workerId':'aWorker'}");
        return tasks;
    }

    private static List<String> elevenIncidents(EngineRest rest) {
        return IntStream.range(0, 11)
                .mapToObj(i -> failed(rest, "'retries':0").get(0))
                .toList();
    }

    private static List<String> withSixRetries(EngineRest rest) {
        List<String> tasks = charges(rest, 1);
        rest.put("/external-task/retries", "{'retries':6,'externalTaskIds':['" + tasks.get(0) + "']}");
        return tasks;
    }

    private static List<String> batch(EngineRest rest) {
        String ids = String.join("','", charges(rest, 3));
        return List.of(rest.post("/external-task/retries-async", "{'retries':8,'externalTaskIds':['" + ids + "']}")
                .get("id")
                .textValue());
    }

    private static List<String> file(EngineRest rest) {
        String id = rest.charge("");
        rest.post(
                "/process-instance/" + id + "/variables",
                "{'modifications':{'f':{'type':'File','value':'aGVsbG8=','valueInfo':{'filename':'a.txt'}}}}");
        return List.of(id);
    }

    /** One that aWorker has locked, one whose lock has run out, and one that was never locked. */
    private static List<String> three(EngineRest rest) {
        List<String> tasks = charges(rest, 3);
        rest.put("/external-task/retries", "{'retries':8,'externalTaskIds':['" + String.join("','", tasks) + "']}");
        rest.post("/external-task/" + tasks.get(0) + "/lock", LOCK);
        rest.post("/external-task/" + tasks.get(1) + "/lock", "{'workerId':'aWorker','lockDuration':1}");
        rest.awaitUnlocked(tasks.get(1));
        return tasks;
    }
}
