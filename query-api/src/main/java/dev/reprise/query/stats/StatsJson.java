package dev.reprise.query.stats;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reprise.common.JobState;
import dev.reprise.query.http.JsonObject;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The figures of all partitions put together: schema {@code Stats} of {@code openapi.yaml}. */
final class StatsJson {
    private StatsJson() {}

    static ObjectNode of(List<DueFigures> due, List<CountFigures> counts) {
        Map<JobState, Long> all = new EnumMap<>(JobState.class);
        Map<String, Map<JobState, Long>> byType = new TreeMap<>();
        for (CountFigures figures : counts) {
            for (CountFigures.Count count : figures.counts()) {
                all.merge(count.state(), count.jobs(), Long::sum);
                byType.computeIfAbsent(count.type(), type -> new EnumMap<>(JobState.class))
                        .merge(count.state(), count.jobs(), Long::sum);
            }
        }
        ArrayNode types = JsonNodeFactory.instance.arrayNode();
        byType.forEach((type, states) -> types.add(JsonObject.create()
                .put("type", type)
                .put("total", total(states))
                .put("states", states(states))
                .node()));
        return JsonObject.create()
                .put("total", total(all))
                .put("states", states(all))
                .put("types", types)
                .put("due", due(due))
                .put("partitions", partitions(due, counts))
                .node();
    }

    private static ObjectNode due(List<DueFigures> figures) {
        Instant oldest = figures.stream()
                .map(DueFigures::oldestDueAt)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
        return JsonObject.create()
                .time("oldestDueAt", oldest)
                .put("backlog", figures.stream().mapToLong(DueFigures::backlog).sum())
                .put("capped", figures.stream().anyMatch(DueFigures::capped))
                .node();
    }

    private static ArrayNode partitions(List<DueFigures> due, List<CountFigures> counts) {
        Map<Integer, CountFigures> byNumber =
                counts.stream().collect(Collectors.toMap(CountFigures::partition, figures -> figures));
        ArrayNode partitions = JsonNodeFactory.instance.arrayNode();
        due.stream().sorted(Comparator.comparingInt(DueFigures::partition)).forEach(figures -> {
            JsonObject json = JsonObject.create()
                    .put("partition", figures.partition())
                    .put("position", figures.position())
                    .time("oldestDueAt", figures.oldestDueAt())
                    .put("dueBacklog", figures.backlog());
            CountFigures counted = byNumber.get(figures.partition());
            if (counted != null) {
                json.time("asOf", counted.asOf());
                Long lag = counted.lag();
                if (lag != null) {
                    json.put("lag", lag);
                }
            }
            partitions.add(json.node());
        });
        return partitions;
    }

    /** Every state, also those that no job is in. */
    private static ObjectNode states(Map<JobState, Long> counts) {
        JsonObject states = JsonObject.create();
        for (JobState state : JobState.values()) {
            if (state != JobState.UNSPECIFIED) {
                states.put(state.name(), counts.getOrDefault(state, 0L));
            }
        }
        return states.node();
    }

    private static long total(Map<JobState, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
