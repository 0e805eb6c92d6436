package dev.reprise.gateway.camunda7;

import dev.reprise.processor.engine.activate.Like;
import dev.reprise.processor.engine.fail.AfterFailure;
import dev.reprise.query.FoundIncident;
import dev.reprise.query.IncidentFilter;
import dev.reprise.query.IncidentQueries;
import dev.reprise.query.Matches;
import dev.reprise.query.ReadAfter;
import dev.reprise.query.Selection;
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
            "createTime",
            "endTime",
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

    private final List<Predicate<FoundIncident>> conditions = new ArrayList<>();
    private final Comparator<FoundIncident> order;
    private @Nullable Set<Long> keys;

    private IncidentQuery(Comparator<FoundIncident> order) {
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
            String wanted = fields.text(id);
            query.keys = wanted == null ? query.keys : TaskQuery.both(query.keys, List.of(wanted));
        }
        query.is(fields.text("incidentType"), job -> IncidentRoutes.TYPE);
        query.is(fields.text("incidentMessage"), job -> message(job));
        query.is(fields.text("processDefinitionId"), job -> process(job).definitionId());
        query.is(fields.text("activityId"), job -> process(job).activityId());
        query.is(fields.text("failedActivityId"), job -> null);
        query.in(fields.texts("processDefinitionKeyIn"), job -> process(job).definitionKey());
        query.in(fields.texts("tenantIdIn"), FoundIncident::tenantId);
        query.in(fields.texts("jobDefinitionIdIn"), job -> null);
        String like = fields.text("incidentMessageLike");
        if (like != null) {
            Like pattern = new Like(like);
            query.conditions.add(job -> {
                String message = message(job);
                return message != null && pattern.matches(message);
            });
        }
        Instant before = fields.date("incidentTimestampBefore");
        if (before != null) {
            query.conditions.add(job -> job.createdAt().isBefore(before));
        }
        Instant after = fields.date("incidentTimestampAfter");
        if (after != null) {
            query.conditions.add(job -> job.createdAt().isAfter(after));
        }
        return query;
    }

    private void is(@Nullable String wanted, Function<FoundIncident, @Nullable String> property) {
        if (wanted != null) {
            conditions.add(job -> wanted.equals(property.apply(job)));
        }
    }

    private void in(@Nullable List<String> wanted, Function<FoundIncident, @Nullable String> property) {
        if (wanted != null) {
            conditions.add(job -> wanted.stream().anyMatch(one -> Objects.equals(one, property.apply(job))));
        }
    }

    private static ProcessOfTask process(FoundIncident incident) {
        return ProcessOfTask.of(incident.process(), incident.jobType());
    }

    /** Null if the worker gave none, as the vendor has it; cut as everywhere in this API. */
    static @Nullable String message(FoundIncident incident) {
        String message = incident.errorMessage();
        return message.equals(AfterFailure.NO_MESSAGE) ? null : TaskJson.message(message);
    }

    private static Comparator<FoundIncident> order(List<QueryFields.Sort> sorts) {
        Comparator<FoundIncident> order = Comparator.comparingInt(job -> 0);
        for (QueryFields.Sort sort : sorts) {
            Comparator<FoundIncident> by = switch (sort.by()) {
                case "incidentMessage" -> Comparator.comparing(FoundIncident::errorMessage);
                case "incidentTimestamp", "createTime" -> Comparator.comparing(FoundIncident::createdAt);
                case "endTime" ->
                    Comparator.comparing(job ->
                            job.closed() == null ? Instant.MAX : job.closed().at());
                case "incidentType" -> Comparator.comparingInt(job -> 0);
                case "activityId" -> Comparator.comparing(job -> process(job).activityId());
                case "processDefinitionId" ->
                    Comparator.comparing(job -> process(job).definitionId());
                case "tenantId" -> Comparator.comparing(FoundIncident::tenantId);
                default -> Comparator.comparingLong(FoundIncident::jobKey);
            };
            order = order.thenComparing(sort.descending() ? by.reversed() : by);
        }
        return order;
    }

    boolean matches(FoundIncident incident) {
        return conditions.stream().allMatch(each -> each.test(incident));
    }

    Comparator<FoundIncident> order() {
        return order;
    }

    /** A window of those that are open, in the order asked for. */
    CompletableFuture<Matches<FoundIncident>> open(IncidentQueries incidents, int first, int most) {
        Selection<FoundIncident> window = Selection.first(Math.min(most, AllJobs.MOST), this::matches, order)
                .from(first);
        return incidents
                .search(IncidentFilter.ALL.withOpen(true).withKeys(keys), window, ReadAfter.NOTHING)
                .thenApply(Matches::orTooMuch);
    }

    /** The jobs that are named; null for any. */
    @Nullable
    Set<Long> keys() {
        return keys;
    }
}
