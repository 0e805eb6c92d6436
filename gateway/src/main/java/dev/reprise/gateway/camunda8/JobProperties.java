package dev.reprise.gateway.camunda8;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What jobs can be searched and sorted by. */
final class JobProperties {
    static final String KEY = "jobKey";

    private static final List<String> KINDS =
            List.of("AD_HOC_SUB_PROCESS", "BPMN_ELEMENT", "EXECUTION_LISTENER", "TASK_LISTENER");
    private static final List<String> LISTENER_EVENTS =
            List.of("ASSIGNING", "CANCELING", "COMPLETING", "CREATING", "END", "START", "UNSPECIFIED", "UPDATING");

    /** By name. A job of ours is its own process instance and element instance, and no listener. */
    static final Map<String, Property<JobView>> ALL = byName(
            Property.time("deadline", JobView::deadline),
            Property.string("deniedReason", job -> null),
            Property.string("elementId", job -> job.process().elementId()),
            Property.key("elementInstanceKey", JobView::key),
            Property.time("endTime", JobView::endTime),
            Property.string("errorCode", JobView::errorCode),
            Property.string("errorMessage", JobView::errorMessage),
            Property.flag("hasFailedWithRetriesLeft", JobView::hasFailedWithRetriesLeft),
            Property.flag("isDenied", job -> null),
            Property.key(KEY, JobView::key),
            Property.word("kind", Kind.WORD_OF_JOB, KINDS, job -> "BPMN_ELEMENT"),
            Property.word("listenerEventType", Kind.WORD_OF_JOB, LISTENER_EVENTS, job -> "UNSPECIFIED"),
            Property.string("processDefinitionId", job -> job.process().id()),
            Property.key(
                    "processDefinitionKey", job -> Long.valueOf(job.process().definitionKey())),
            Property.key("processInstanceKey", JobView::key),
            Property.integer("retries", JobView::retries),
            Property.word(
                    "state",
                    Kind.WORD_OF_JOB,
                    Arrays.stream(JobView.State.values()).map(Enum::name).toList(),
                    job -> job.state().name()),
            Property.string("tenantId", JobView::tenantId),
            Property.string("type", JobView::type),
            Property.string("worker", JobView::worker),
            Property.<JobView>time("creationTime", JobView::creationTime).filterOnly(),
            Property.<JobView>time("lastUpdateTime", JobView::lastUpdateTime).filterOnly());

    private JobProperties() {}

    @SafeVarargs
    static <T> Map<String, Property<T>> byName(Property<T>... properties) {
        Map<String, Property<T>> byName = new LinkedHashMap<>();
        Stream.of(properties).forEach(property -> byName.put(property.name(), property));
        return byName;
    }
}
