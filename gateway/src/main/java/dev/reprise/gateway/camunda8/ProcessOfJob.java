package dev.reprise.gateway.camunda8;

import dev.reprise.common.ProcessContext;
import dev.reprise.reply.ActivatedJob;
import dev.reprise.state.Job;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a job says of the process that it belongs to, in the words of Camunda 8. A job is its own process instance; one that was
 * created without any process is called after its type.
 *
 * @param definitionKey key of the deployed process; -1 for none
 */
record ProcessOfJob(String id, int version, String definitionKey, String elementId) {
    /** A key as Camunda 8 has them, surely no more than a long; what was noted for Camunda 7 may be any text. */
    private static final Pattern KEY = Pattern.compile("-?[0-9]{1,18}");

    private static final String NO_KEY = "-1";

    static ProcessOfJob of(ActivatedJob job) {
        return of(job.getProcess(), job.getType());
    }

    static ProcessOfJob of(Job job) {
        return of(job.getProcess(), job.getType());
    }

    static ProcessOfJob of(@Nullable ProcessContext process, String jobType) {
        if (process == null) {
            return new ProcessOfJob(jobType, 1, NO_KEY, jobType);
        }
        String key = process.getDefinitionKey();
        return new ProcessOfJob(
                Objects.requireNonNullElse(process.getProcessId(), jobType),
                Objects.requireNonNullElse(process.getProcessVersion(), 1),
                key == null || !KEY.matcher(key).matches() ? NO_KEY : key,
                Objects.requireNonNullElse(process.getElementId(), jobType));
    }
}
