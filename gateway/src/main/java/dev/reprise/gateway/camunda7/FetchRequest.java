package dev.reprise.gateway.camunda7;

import dev.reprise.common.ActivationOrder;
import dev.reprise.common.JobSelection;
import dev.reprise.common.Variable;
import dev.reprise.gateway.activation.Poll;
import dev.reprise.gateway.activation.Wanted;
import dev.reprise.query.access.Tenants;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a worker asks of fetchAndLock.
 *
 * @param maxTasks most tasks over all topics, 0 or more
 * @param patience how long to wait for the first task; zero for not at all
 * @param topics by name; the same topic twice: the last one counts
 */
record FetchRequest(String workerId, int maxTasks, Duration patience, Map<String, Topic> topics) {
    /** Longest that a fetch may wait. */
    static final long MOST_PATIENCE_MS = 1_800_000;

    /**
     * One topic.
     *
     * @param wanted null if nothing can match
     * @param onlyLocal whether to hand out only variables of the task's own scope
     * @param extensionProperties whether to hand out headers as extension properties
     */
    record Topic(@Nullable Wanted wanted, boolean onlyLocal, boolean extensionProperties) {}

    static FetchRequest of(RequestBody body, Tenants visible) {
        Long timeout = body.whole("asyncResponseTimeout");
        if (timeout != null && timeout > MOST_PATIENCE_MS) {
            throw EngineError.invalid("The asynchronous response timeout cannot be set to a value greater than "
                    + MOST_PATIENCE_MS + " milliseconds");
        }
        Sorting order = Sorting.of(body.objects("sorting"));
        boolean usePriority = body.isTrue("usePriority");
        String worker = body.workerId();
        long maxTasks = body.wholeOrZero("maxTasks");
        if (maxTasks < 0) {
            throw EngineError.mistake("ProcessEngineException", "maxResults is not greater than or equal to 0", 0);
        }
        Map<String, Topic> topics = new LinkedHashMap<>();
        for (RequestBody topic : body.objects("topics")) {
            String name = topic.text("topicName");
            if (name == null) {
                throw EngineError.missing("topicName");
            }
            topics.put(name, topic(name, topic, visible, order.order(), usePriority));
        }
        return new FetchRequest(
                worker,
                (int) Math.min(maxTasks, Integer.MAX_VALUE),
                Duration.ofMillis(timeout == null ? 0 : Math.max(0, timeout)),
                topics);
    }

    /** The poll; empty if it can bring nothing. */
    Optional<Poll> poll(@Nullable String traceParent) {
        List<Wanted> wanted = topics.values().stream()
                .map(Topic::wanted)
                .filter(Objects::nonNull)
                .toList();
        return wanted.isEmpty() || maxTasks == 0
                ? Optional.empty()
                : Optional.of(new Poll(workerId, maxTasks, wanted, patience, traceParent));
    }

    private static Topic topic(
            String name, RequestBody topic, Tenants visible, ActivationOrder order, boolean usePriority) {
        long lock = topic.wholeOrZero("lockDuration");
        if (lock <= 0) {
            throw EngineError.mistake("ProcessEngineException", "lockTime is not greater than 0", 0);
        }
        List<@Nullable String> names = topic.texts("variables");
        Names processes = Names.of(topic, "processDefinitionKey", "processDefinitionKeyIn");
        Names definitions = Names.of(topic, "processDefinitionId", "processDefinitionIdIn");
        List<@Nullable String> given = topic.texts("tenantIdIn");
        List<String> tenants = given == null
                ? visible.unnamed()
                : present(given).stream().filter(visible::include).toList();
        boolean none = processes.none() || definitions.none() || tenants.isEmpty();
        topic.flag("deserializeValues"); // values are always handed out as they were sent
        JobSelection selection = new JobSelection(
                topic.text("businessKey"),
                processes.names(),
                definitions.names(),
                topic.text("processDefinitionVersionTag"),
                filter(topic),
                order,
                usePriority || order == ActivationOrder.WAITING);
        Wanted wanted = new Wanted(
                name,
                Duration.ofMillis(lock),
                tenants,
                names == null ? null : present(names),
                false,
                selection.equals(EVERYTHING) ? null : selection,
                true);
        topic.flag("withoutTenantId"); // what is asked for without tenants has none
        return new Topic(
                none ? null : wanted, topic.isTrue("localVariables"), topic.isTrue("includeExtensionProperties"));
    }

    private static final JobSelection EVERYTHING = JobSelection.newBuilder().build();

    private static Map<String, Variable> filter(RequestBody topic) {
        Map<String, Variable> filter = new LinkedHashMap<>();
        topic.members("processVariables").forEach((name, value) -> filter.put(name, TypedValues.untyped(value)));
        return filter;
    }

    static List<String> present(List<@Nullable String> texts) {
        List<String> present = new ArrayList<>();
        for (String text : texts) {
            if (text != null) {
                present.add(text);
            }
        }
        return present;
    }

    /**
     * Names of which one must fit; both fields together must be so.
     *
     * @param names null for any
     */
    private record Names(@Nullable List<String> names) {
        static Names of(RequestBody topic, String one, String in) {
            String only = topic.text(one);
            List<@Nullable String> any = topic.texts(in);
            if (any == null) {
                return new Names(only == null ? null : List.of(only));
            }
            List<String> names = present(any);
            return new Names(only == null ? names : names.contains(only) ? List.of(only) : List.of());
        }

        boolean none() {
            return names != null && names.isEmpty();
        }
    }
}
