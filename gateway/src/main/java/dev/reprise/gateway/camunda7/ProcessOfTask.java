package dev.reprise.gateway.camunda7;

import dev.reprise.common.ProcessContext;
import org.jspecify.annotations.Nullable;

/** The process that a task shows: that of its job or, if nobody said, one of the job type's name. */
record ProcessOfTask(
        String definitionId, String definitionKey, @Nullable String versionTag, String activityId) {
    static ProcessOfTask of(@Nullable ProcessContext process, String type) {
        return process == null
                ? new ProcessOfTask(type, type, null, type)
                : new ProcessOfTask(
                        or(process.getDefinitionKey(), type),
                        or(process.getProcessId(), type),
                        process.getVersionTag(),
                        or(process.getElementId(), type));
    }

    private static String or(@Nullable String given, String otherwise) {
        return given == null ? otherwise : given;
    }
}
