package dev.reprise.gateway.nativeapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reprise.processor.engine.policy.RetryVerdict;
import dev.reprise.processor.engine.policy.Simulation;
import dev.reprise.query.http.JsonObject;
import java.time.Instant;
import java.util.List;

/** What a policy would do, as a table: schema {@code Simulation} of {@code openapi.yaml}. */
final class SimulationJson {
    private SimulationJson() {}

    static ObjectNode write(String jobType, List<Simulation.Step> steps) {
        ArrayNode attempts = JsonNodeFactory.instance.arrayNode();
        steps.forEach(step -> attempts.add(write(step)));
        boolean ended =
                !steps.isEmpty() && steps.get(steps.size() - 1).verdict().stop() != null;
        return JsonObject.create()
                .put("type", jobType)
                .put("attempts", attempts)
                .put("ended", ended)
                .node();
    }

    private static ObjectNode write(Simulation.Step step) {
        RetryVerdict verdict = step.verdict();
        JsonObject json = JsonObject.create()
                .put("attempt", step.attempt())
                .time("startsAt", Instant.ofEpochMilli(step.startsAt()))
                .put("errorCode", step.errorCode())
                .put("rule", verdict.rule());
        if (verdict.stop() == null) {
            json.put("retries", verdict.retries())
                    .put("retryBackOff", verdict.backOff())
                    .time("nextRetryAt", Instant.ofEpochMilli(step.startsAt() + verdict.backOff()));
        } else {
            json.put("stopReason", verdict.stop().name());
        }
        return json.node();
    }
}
