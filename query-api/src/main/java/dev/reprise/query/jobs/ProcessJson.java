package dev.reprise.query.jobs;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reprise.common.ProcessContext;
import dev.reprise.query.http.JsonObject;

/** Where a job comes from, as JSON: schema {@code Process} of {@code openapi.yaml}. What nobody said is left out. */
public final class ProcessJson {
    private ProcessJson() {}

    public static ObjectNode of(ProcessContext process) {
        Integer version = process.getProcessVersion();
        return JsonObject.create()
                .put("processId", process.getProcessId())
                .put("processVersion", version == null ? null : IntNode.valueOf(version))
                .put("versionTag", process.getVersionTag())
                .put("definitionKey", process.getDefinitionKey())
                .put("elementId", process.getElementId())
                .node();
    }
}
