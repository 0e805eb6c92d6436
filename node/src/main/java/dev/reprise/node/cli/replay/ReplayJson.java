package dev.reprise.node.cli.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reprise.processor.replay.ReplayResult;
import dev.reprise.schemas.JobKeys;

/** The result of a replay as JSON. */
final class ReplayJson {
    private ReplayJson() {}

    static JsonNode of(ReplayResult result) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("equal", result.isEqual())
                .put("partitions", result.partitions())
                .put("events", result.events())
                .put("jobs", result.jobs())
                .put("moving", result.moving())
                .put("different", result.different());
        result.first()
                .ifPresent(difference -> json.putObject("firstDifference")
                        .put("partition", difference.partition())
                        .put("jobKey", JobKeys.text(difference.jobKey()))
                        .put("field", difference.field())
                        .put("expected", difference.expected())
                        .put("actual", difference.actual()));
        return json;
    }
}
