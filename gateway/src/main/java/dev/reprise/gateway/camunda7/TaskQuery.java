package dev.reprise.gateway.camunda7;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reprise.common.Variable;
import dev.reprise.processor.engine.activate.Selection;
import dev.reprise.query.JobFilter;
import dev.reprise.schemas.JobKeys;
import dev.reprise.state.Job;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which external tasks are meant, and in which order: all filters and sorts of the vendor's ExternalTaskQueryDto. */
final class TaskQuery {
    private static final Set<String> SORTS = Set.of(
            "id",
            "lockExpirationTime",
            "processInstanceId",
            "processDefinitionId",
            "processDefinitionKey",
            "tenantId",
            "taskPriority",
            "createTime");

    private final JobFilter filter;
    private final Predicate<Job> predicate;
    private final List<VariableCondition> variables;
    private final Comparator<Job> order;

    private TaskQuery(
            JobFilter filter, Predicate<Job> predicate, List<VariableCondition> variables, Comparator<Job> order) {
        this.filter = filter;
        this.predicate = predicate;
        this.variables = variables;
        this.order = order;
    }

    /**
     * The query in a request.
     *
     * @param now the moment at which locks run out or not
     */
    static TaskQuery of(QueryFields fields, @Nullable JsonNode conditions, long now) {
        List<Predicate<Job>> all = new ArrayList<>();
        all.add(job -> TaskId.isTask(job.getState()) && !job.getType().equals(RetriesBatch.TYPE));
        ids(fields, all, "externalTaskId", "externalTaskIdIn");
        ids(fields, all, "processInstanceId", "processInstanceIdIn");
        ids(fields, all, "executionId", null);
        names(fields, all, "activityId", "activityIdIn", job -> process(job).activityId());
        names(fields, all, "processDefinitionId", null, job -> process(job).definitionId());
        names(
                fields,
                all,
                "processDefinitionKey",
                "processDefinitionKeyIn",
                job -> process(job).definitionKey());
        names(fields, all, "processDefinitionName", null, job -> process(job).definitionKey());
        names(fields, all, "tenantId", "tenantIdIn", Job::getTenantId);
        String nameLike = fields.text("processDefinitionNameLike");
        if (nameLike != null) {
            all.add(job -> Selection.like(nameLike)
                    .matcher(process(job).definitionKey())
                    .matches());
        }
        locks(fields, all, now);
        when(fields.isTrue("withRetriesLeft"), all, job -> !hasNoRetries(job));
        when(fields.isTrue("noRetriesLeft"), all, TaskQuery::hasNoRetries);
        when(fields.isTrue("suspended"), all, job -> false); // nothing is ever suspended here
        fields.isTrue("active");
        Long least = fields.whole("priorityHigherThanOrEquals");
        Long most = fields.whole("priorityLowerThanOrEquals");
        when(least != null, all, job -> least != null && job.getPriority() >= least);
        when(most != null, all, job -> most != null && job.getPriority() <= most);
        String topic = fields.text("topicName");
        JobFilter filter = JobFilter.ALL
                .withTypes(topic == null ? null : Set.of(topic))
                .withWorker(fields.text("workerId"))
                .withKeys(keys(fields));
        return new TaskQuery(
                filter,
                job -> all.stream().allMatch(each -> each.test(job)),
                VariableCondition.of(
                        conditions,
                        fields.isTrue("variableNamesIgnoreCase"),
                        fields.isTrue("variableValuesIgnoreCase")),
                order(fields.sorting(SORTS)));
    }

    /** Tasks that are named are looked up one by one. Null for any. */
    private static @Nullable Set<Long> keys(QueryFields fields) {
        List<String> ids = fields.texts("externalTaskIdIn");
        if (ids == null) {
            return null;
        }
        Set<Long> keys = new HashSet<>();
        ids.forEach(id -> TaskId.parse(id).ifPresent(keys::add));
        return keys;
    }

    private static void locks(QueryFields fields, List<Predicate<Job>> all, long now) {
        when(fields.isTrue("locked"), all, job -> TaskJson.lockExpiration(job) > now);
        when(fields.isTrue("notLocked"), all, job -> TaskJson.lockExpiration(job) < now);
        Instant after = fields.date("lockExpirationAfter");
        Instant before = fields.date("lockExpirationBefore");
        when(after != null, all, job -> after != null && TaskJson.lockExpiration(job) > after.toEpochMilli());
        when(
                before != null,
                all,
                job -> before != null
                        && TaskJson.lockExpiration(job) > 0
                        && TaskJson.lockExpiration(job) < before.toEpochMilli());
    }

    private static void when(boolean given, List<Predicate<Job>> all, Predicate<Job> condition) {
        if (given) {
            all.add(condition);
        }
    }

    private static void ids(QueryFields fields, List<Predicate<Job>> all, String one, @Nullable String in) {
        names(fields, all, one, in, job -> JobKeys.text(job.getJobKey()));
    }

    private static void names(
            QueryFields fields,
            List<Predicate<Job>> all,
            String one,
            @Nullable String in,
            Function<Job, String> property) {
        String only = fields.text(one);
        when(only != null, all, job -> property.apply(job).equals(only));
        List<String> any = in == null ? null : fields.texts(in);
        if (any != null) {
            Set<String> names = Set.copyOf(any);
            all.add(job -> names.contains(property.apply(job)));
        }
    }

    private static ProcessOfTask process(Job job) {
        return ProcessOfTask.of(job.getProcess(), job.getType());
    }

    private static boolean hasNoRetries(Job job) {
        Integer retries = TaskJson.retries(job);
        return retries != null && retries == 0;
    }

    private static Comparator<Job> order(List<QueryFields.Sort> sorts) {
        Comparator<Job> order = Comparator.comparingInt(job -> 0);
        for (QueryFields.Sort sort : sorts) {
            Comparator<Job> by = switch (sort.by()) {
                case "lockExpirationTime" -> Comparator.comparingLong(TaskJson::lockExpiration);
                case "processDefinitionId" ->
                    Comparator.comparing(job -> process(job).definitionId());
                case "processDefinitionKey" ->
                    Comparator.comparing(job -> process(job).definitionKey());
                case "tenantId" -> Comparator.comparing(Job::getTenantId);
                case "taskPriority" -> Comparator.comparingInt(Job::getPriority);
                case "createTime" -> Comparator.comparingLong(Job::getCreatedAt);
                default -> Comparator.comparingLong(Job::getJobKey);
            };
            order = order.thenComparing(sort.descending() ? by.reversed() : by);
        }
        return order;
    }

    JobFilter filter() {
        return filter;
    }

    Predicate<Job> predicate() {
        return predicate;
    }

    /** Whether variables must be looked at, too. */
    boolean asksForVariables() {
        return !variables.isEmpty();
    }

    /** All conditions on variables must hold. */
    boolean fits(Map<String, Variable> has) {
        return variables.stream().allMatch(condition -> condition.holds(has));
    }

    Comparator<Job> order() {
        return order;
    }
}
