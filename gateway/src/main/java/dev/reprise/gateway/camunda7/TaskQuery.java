package dev.reprise.gateway.camunda7;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reprise.common.JobState;
import dev.reprise.common.Variable;
import dev.reprise.processor.engine.activate.Like;
import dev.reprise.query.FoundJob;
import dev.reprise.query.JobFilter;
import dev.reprise.query.JobPart;
import dev.reprise.query.JobSearch;
import dev.reprise.query.Selection;
import dev.reprise.state.Job;
import dev.reprise.state.JobPayload;
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
    /** The jobs that are tasks. */
    static final JobFilter TASKS = JobFilter.ALL.withStates(
            Set.of(JobState.ACTIVATABLE, JobState.ACTIVATED, JobState.BACKING_OFF, JobState.INCIDENT));

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
            Like name = new Like(nameLike);
            all.add(job -> name.matches(process(job).definitionKey()));
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
        JobFilter filter = TASKS.withTypes(topic == null ? null : Set.of(topic))
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

    /** Tasks that are named are looked up one by one; what is named twice must be so twice. Null for any. */
    private static @Nullable Set<Long> keys(QueryFields fields) {
        Set<Long> keys = null;
        for (String name : List.of("externalTaskId", "processInstanceId", "executionId")) {
            String id = fields.text(name);
            keys = id == null ? keys : both(keys, List.of(id));
        }
        for (String name : List.of("externalTaskIdIn", "processInstanceIdIn")) {
            List<String> ids = fields.texts(name);
            keys = ids == null ? keys : both(keys, ids);
        }
        return keys;
    }

    /** The keys that are among these ids, and among those before. */
    static Set<Long> both(@Nullable Set<Long> keys, List<String> ids) {
        Set<Long> these = new HashSet<>();
        ids.forEach(id -> TaskId.parse(id).ifPresent(these::add));
        if (keys != null) {
            these.retainAll(keys);
        }
        return these;
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

    /** What the reads have to do. */
    JobSearch search(Selection<FoundJob> selection) {
        JobSearch search = JobSearch.of(filter, selection);
        return variables.isEmpty() ? search : search.selectBy(JobPart.PAYLOAD);
    }

    /** All conditions must hold, those on variables, too. */
    boolean matches(FoundJob found) {
        return predicate.test(found.job())
                && (variables.isEmpty()
                        || variables.stream().allMatch(condition -> condition.holds(variables(found.payload()))));
    }

    int compare(FoundJob a, FoundJob b) {
        return order.compare(a.job(), b.job());
    }

    private static Map<String, Variable> variables(@Nullable JobPayload payload) {
        return payload == null ? Map.of() : payload.getVariables();
    }
}
