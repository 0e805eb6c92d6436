package dev.reprise.gateway.camunda7;

import dev.reprise.processor.engine.activate.Selection;
import dev.reprise.processor.engine.fail.AfterFailure;
import dev.reprise.schemas.JobKeys;
import dev.reprise.state.Incident;
import dev.reprise.state.Job;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which open incidents are meant, and in which order: all filters and sorts of the vendor's IncidentQueryDto. */
final class IncidentQuery {
    private static final Set<String> SORTS = Set.of(
            "incidentId",
            "incidentMessage",
            "incidentTimestamp",
            "incidentType",
            "executionId",
            "activityId",
            "processInstanceId",
            "processDefinitionId",
            "causeIncidentId",
            "rootCauseIncidentId",
            "configuration",
            "tenantId");

    private final List<Predicate<Job>> conditions = new ArrayList<>();
    private final Comparator<Job> order;

    private IncidentQuery(Comparator<Job> order) {
        this.order = order;
    }

    static IncidentQuery of(QueryFields fields) {
        IncidentQuery query = new IncidentQuery(order(fields.sorting(SORTS)));
        for (String id : List.of(
                "incidentId",
                "processInstanceId",
                "executionId",
                "causeIncidentId",
                "rootCauseIncidentId",
                "configuration")) {
            query.is(fields.text(id), job -> JobKeys.text(job.getJobKey()));
        }
        query.is(fields.text("incidentType"), job -> IncidentRoutes.TYPE);
        query.is(fields.text("incidentMessage"), job -> message(job.getIncident()));
        query.is(fields.text("processDefinitionId"), job -> process(job).definitionId());
        query.is(fields.text("activityId"), job -> process(job).activityId());
        query.is(fields.text("failedActivityId"), job -> null);
        query.in(fields.texts("processDefinitionKeyIn"), job -> process(job).definitionKey());
        query.in(fields.texts("tenantIdIn"), Job::getTenantId);
        query.in(fields.texts("jobDefinitionIdIn"), job -> null);
        String like = fields.text("incidentMessageLike");
        if (like != null) {
            query.conditions.add(job -> {
                String message = message(job.getIncident());
                return message != null && Selection.like(like).matcher(message).matches();
            });
        }
        Instant before = fields.date("incidentTimestampBefore");
        if (before != null) {
            query.conditions.add(job -> job.getIncident().getCreatedAt() < before.toEpochMilli());
        }
        Instant after = fields.date("incidentTimestampAfter");
        if (after != null) {
            query.conditions.add(job -> job.getIncident().getCreatedAt() > after.toEpochMilli());
        }
        return query;
    }

    private void is(@Nullable String wanted, Function<Job, @Nullable String> property) {
        if (wanted != null) {
            conditions.add(job -> wanted.equals(property.apply(job)));
        }
    }

    private void in(@Nullable List<String> wanted, Function<Job, @Nullable String> property) {
        if (wanted != null) {
            conditions.add(job -> wanted.stream().anyMatch(one -> Objects.equals(one, property.apply(job))));
        }
    }

    private static ProcessOfTask process(Job job) {
        return ProcessOfTask.of(job.getProcess(), job.getType());
    }

    /** Null if the worker gave none, as the vendor has it; cut as everywhere in this API. */
    static @Nullable String message(Incident incident) {
        String message = incident.getErrorMessage();
        return message.equals(AfterFailure.NO_MESSAGE) ? null : TaskJson.message(message);
    }

    private static Comparator<Job> order(List<QueryFields.Sort> sorts) {
        Comparator<Job> order = Comparator.comparingInt(job -> 0);
        for (QueryFields.Sort sort : sorts) {
            Comparator<Job> by = switch (sort.by()) {
                case "incidentMessage" ->
                    Comparator.comparing(job -> job.getIncident().getErrorMessage());
                case "incidentTimestamp" ->
                    Comparator.comparingLong(job -> job.getIncident().getCreatedAt());
                case "incidentType" -> Comparator.comparingInt(job -> 0);
                case "activityId" -> Comparator.comparing(job -> process(job).activityId());
                case "processDefinitionId" ->
                    Comparator.comparing(job -> process(job).definitionId());
                case "tenantId" -> Comparator.comparing(Job::getTenantId);
                default -> Comparator.comparingLong(Job::getJobKey);
            };
            order = order.thenComparing(sort.descending() ? by.reversed() : by);
        }
        return order;
    }

    CompletableFuture<List<Job>> find(AllJobs all) {
        return all.where(
                        IncidentRoutes.openOnes(),
                        job -> job.getIncident() != null && conditions.stream().allMatch(each -> each.test(job)))
                .thenApply(found -> {
                    List<Job> sorted = new ArrayList<>(found);
                    sorted.sort(order);
                    return sorted;
                });
    }
}
