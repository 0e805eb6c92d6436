package dev.reprise.gateway.camunda7;

import dev.reprise.event.JobCanceled;
import dev.reprise.event.JobCompleted;
import dev.reprise.event.JobCreated;
import dev.reprise.event.JobErrorThrown;
import dev.reprise.event.JobFailed;
import dev.reprise.query.EventFilter;
import dev.reprise.query.FoundEvent;
import dev.reprise.schemas.JobKeys;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Which rows of the external task log are meant, and in which order: all filters and sorts of the vendor's log query. */
final class HistoryQuery {
    private static final Set<Class<? extends SpecificRecord>> CREATION = Set.of(JobCreated.class);
    private static final Set<Class<? extends SpecificRecord>> FAILURE = Set.of(JobFailed.class);
    private static final Set<Class<? extends SpecificRecord>> SUCCESS = Set.of(JobCompleted.class);
    private static final Set<Class<? extends SpecificRecord>> DELETION =
            Set.of(JobCanceled.class, JobErrorThrown.class);
    private static final Set<Class<? extends SpecificRecord>> ALL =
            Set.of(JobCreated.class, JobFailed.class, JobCompleted.class, JobCanceled.class, JobErrorThrown.class);

    private static final Set<String> SORTS = Set.of(
            "timestamp",
            "externalTaskId",
            "retries",
            "priority",
            "topicName",
            "workerId",
            "activityId",
            "activityInstanceId",
            "executionId",
            "processInstanceId",
            "processDefinitionId",
            "processDefinitionKey",
            "tenantId");

    private final EventFilter filter;
    private final List<Predicate<FoundEvent>> conditions;
    private final Comparator<FoundEvent> order;

    private HistoryQuery(EventFilter filter, List<Predicate<FoundEvent>> conditions, Comparator<FoundEvent> order) {
        this.filter = filter;
        this.conditions = conditions;
        this.order = order;
    }

    static HistoryQuery of(QueryFields fields) {
        List<Predicate<FoundEvent>> all = new ArrayList<>();
        all.add(LogRow::isOne);
        is(all, fields.text("logId"), LogRow::id);
        is(all, fields.text("topicName"), LogRow::topic);
        is(all, fields.text("workerId"), LogRow::worker);
        is(all, fields.text("errorMessage"), LogRow::errorMessage);
        is(all, fields.text("processDefinitionId"), row -> LogRow.process(row).definitionId());
        is(all, fields.text("processDefinitionKey"), row -> LogRow.process(row).definitionKey());
        in(all, fields.texts("activityIdIn"), row -> LogRow.process(row).activityId());
        in(all, fields.texts("tenantIdIn"), LogRow::tenant);
        if (fields.isTrue("withoutTenantId")) {
            all.add(row -> TaskJson.tenant(LogRow.tenant(row)) == null);
        }
        Long least = fields.whole("priorityHigherThanOrEquals");
        Long most = fields.whole("priorityLowerThanOrEquals");
        if (least != null) {
            all.add(row -> row.job().priority() >= least);
        }
        if (most != null) {
            all.add(row -> row.job().priority() <= most);
        }
        EventFilter filter = EventFilter.ALL.withKinds(kinds(fields)).withKeys(keys(fields));
        return new HistoryQuery(filter, all, order(fields.sorting(SORTS)));
    }

    /** Of several kinds the last one counts, as each overwrites the one before. */
    private static Set<Class<? extends SpecificRecord>> kinds(QueryFields fields) {
        Set<Class<? extends SpecificRecord>> kinds = ALL;
        kinds = fields.isTrue("creationLog") ? CREATION : kinds;
        kinds = fields.isTrue("failureLog") ? FAILURE : kinds;
        kinds = fields.isTrue("successLog") ? SUCCESS : kinds;
        return fields.isTrue("deletionLog") ? DELETION : kinds;
    }

    /** All these ids are those of jobs; what is asked for twice must be so twice. Null for any. */
    private static @Nullable Set<Long> keys(QueryFields fields) {
        Set<Long> keys = null;
        for (String name : List.of("externalTaskId", "processInstanceId")) {
            String id = fields.text(name);
            keys = id == null ? keys : both(keys, List.of(id));
        }
        for (String name : List.of("executionIdIn", "activityInstanceIdIn")) {
            List<String> ids = fields.texts(name);
            keys = ids == null ? keys : both(keys, ids);
        }
        return keys;
    }

    private static Set<Long> both(@Nullable Set<Long> keys, List<String> ids) {
        Set<Long> these = new HashSet<>();
        ids.forEach(id -> TaskId.parse(id).ifPresent(these::add));
        if (keys != null) {
            these.retainAll(keys);
        }
        return these;
    }

    private static void is(
            List<Predicate<FoundEvent>> all, @Nullable String wanted, Function<FoundEvent, @Nullable String> property) {
        if (wanted != null) {
            all.add(row -> wanted.equals(property.apply(row)));
        }
    }

    private static void in(
            List<Predicate<FoundEvent>> all, @Nullable List<String> wanted, Function<FoundEvent, String> property) {
        if (wanted != null) {
            Set<String> names = Set.copyOf(wanted);
            all.add(row -> names.contains(property.apply(row)));
        }
    }

    private static Comparator<FoundEvent> order(List<QueryFields.Sort> sorts) {
        Comparator<FoundEvent> order = Comparator.comparingInt(row -> 0);
        for (QueryFields.Sort sort : sorts) {
            Comparator<FoundEvent> by = switch (sort.by()) {
                case "timestamp" -> FoundEvent.OLDEST_FIRST;
                case "retries" -> Comparator.comparingInt(row -> row.job().retries());
                case "priority" -> Comparator.comparingInt(row -> row.job().priority());
                case "topicName" -> Comparator.comparing(LogRow::topic);
                case "workerId" -> Comparator.comparing(row -> String.valueOf(LogRow.worker(row)));
                case "activityId" ->
                    Comparator.comparing(row -> LogRow.process(row).activityId());
                case "processDefinitionId" ->
                    Comparator.comparing(row -> LogRow.process(row).definitionId());
                case "processDefinitionKey" ->
                    Comparator.comparing(row -> LogRow.process(row).definitionKey());
                case "tenantId" -> Comparator.comparing(LogRow::tenant);
                default -> Comparator.comparing(row -> JobKeys.text(row.jobKey()));
            };
            order = order.thenComparing(sort.descending() ? by.reversed() : by);
        }
        return order.thenComparing(FoundEvent.OLDEST_FIRST);
    }

    /** Whether events of a kind are rows at all. */
    static boolean isLogged(SpecificRecord event) {
        return ALL.contains(event.getClass());
    }

    static HistoryQuery everything() {
        return new HistoryQuery(EventFilter.ALL, List.of(LogRow::isOne), FoundEvent.OLDEST_FIRST);
    }

    EventFilter filter() {
        return filter;
    }

    boolean matches(FoundEvent row) {
        return conditions.stream().allMatch(condition -> condition.test(row));
    }

    Comparator<FoundEvent> order() {
        return order;
    }
}
