package dev.reprise.gateway.codepipeline;

import dev.reprise.common.Variable;
import dev.reprise.state.JobPayload;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a worker is given for a job.
 *
 * @param variables by name; those that only the workers of the job see hide others
 * @param headers fixed settings by name
 */
record WorkerInput(Map<String, Variable> variables, Map<String, String> headers) {
    /** Of a payload as it is stored; null for none. */
    static WorkerInput of(@Nullable JobPayload payload) {
        if (payload == null) {
            return new WorkerInput(Map.of(), Map.of());
        }
        Map<String, Variable> variables = new HashMap<>(payload.getVariables());
        variables.putAll(payload.getLocalVariables());
        return new WorkerInput(variables, payload.getHeaders());
    }
}
