package dev.reprise.query.jobs;

import dev.reprise.common.Variable;
import dev.reprise.query.FoundJob;
import dev.reprise.state.Incident;
import dev.reprise.state.Job;
import dev.reprise.state.JobPayload;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** About how large a job is in memory and on the wire: what is in it that can be long, and a lump for the rest. */
final class JobBytes {
    private static final int JOB = 512;
    private static final int VARIABLE = 64;

    private JobBytes() {}

    static long of(FoundJob found) {
        Job job = found.job();
        Incident incident = job.getIncident();
        return JOB
                + length(job.getErrorMessage())
                + (incident == null ? 0 : length(incident.getErrorMessage()))
                + length(found.errorDetails())
                + of(found.payload());
    }

    static long of(@Nullable JobPayload payload) {
        if (payload == null) {
            return 0;
        }
        long bytes = of(payload.getVariables()) + of(payload.getLocalVariables());
        for (Map.Entry<String, String> header : payload.getHeaders().entrySet()) {
            bytes += VARIABLE + length(header.getValue());
        }
        return bytes;
    }

    private static long of(Map<String, Variable> variables) {
        long bytes = 0;
        for (Variable variable : variables.values()) {
            bytes += VARIABLE + length(variable.getValue());
        }
        return bytes;
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }
}
