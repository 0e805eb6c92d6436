package dev.reprise.gateway.cloudflow;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reprise.command.CompleteJob;
import dev.reprise.command.FailJob;
import dev.reprise.common.Variable;
import dev.reprise.gateway.http.RawVariables;
import dev.reprise.processor.engine.LeaseTokens;
import dev.reprise.processor.engine.Texts;
import dev.reprise.schemas.TaskToken;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** The operations, each with the command that it becomes. */
enum Report {
    REPORT_TASK_FAILED("ReportTaskFailed") {
        @Override
        SpecificRecord command(FlowCall call, TaskToken task, @Nullable String requestId) {
            String error = call.required("Error");
            requireAtMost("Error", error, MOST_ERROR);
            String cause = call.param("Cause").orElse(null);
            if (cause != null) {
                requireAtMost("Cause", cause, MOST_CAUSE);
            }
            return FailJob.newBuilder()
                    .setJobKey(task.jobKey())
                    .setLeaseToken(lease(task))
                    .setErrorCode(Texts.wellFormed(error))
                    .setErrorMessage(Texts.wellFormed(cause))
                    .setRequestId(requestId)
                    .build();
        }
    },
    REPORT_TASK_SUCCEEDED("ReportTaskSucceeded") {
        @Override
        SpecificRecord command(FlowCall call, TaskToken task, @Nullable String requestId) {
            String output = call.required("Output");
            if (Texts.utf8Length(output) > MOST_OUTPUT_BYTES) {
                throw FlowError.ENTITY_TOO_LARGE.with(MOST_OUTPUT_BYTES);
            }
            if (!RawVariables.isJson(output)) {
                throw FlowError.INVALID_ARGUMENT.with("Expected Output to be JSON, but it is not.");
            }
            return CompleteJob.newBuilder()
                    .setJobKey(task.jobKey())
                    .setLeaseToken(lease(task))
                    .setVariables(variables(output))
                    .build();
        }
    };

    /** Characters (code points) that Error may have. */
    static final int MOST_ERROR = 128;
    /** Characters (code points) that Cause may have. */
    static final int MOST_CAUSE = 4096;
    /** Bytes in UTF-8 that Output may have (CloudFlow: event data of 64 KiB). */
    static final int MOST_OUTPUT_BYTES = 64 << 10;

    private static final String WHOLE = "output";

    private final String action;

    Report(String action) {
        this.action = action;
    }

    /** Its name, as callers write it; the case counts. */
    String action() {
        return action;
    }

    /** The operation of this name. */
    static Report of(String action) {
        for (Report report : values()) {
            if (report.action.equals(action)) {
                return report;
            }
        }
        throw FlowError.ACTION_NOT_SUPPORTED.with(action);
    }

    /** What it asks of the engine. */
    abstract SpecificRecord command(FlowCall call, TaskToken task, @Nullable String requestId);

    private static String lease(TaskToken task) {
        return LeaseTokens.of(task.jobKey(), task.sequence(), task.issuedAt());
    }

    private static void requireAtMost(String name, String value, int most) {
        int length = value.codePointCount(0, value.length());
        if (length > most) {
            throw FlowError.INVALID_ARGUMENT.with(
                    "Expected %s to have 1 to %d characters, but it has %d.".formatted(name, most, length));
        }
    }

    /** The members of an object, each exactly as it stands; what is no object is the variable {@code output}. */
    private static Map<String, Variable> variables(String output) {
        String text =
                Optional.ofNullable(Texts.wellFormed(output)).orElseThrow().strip();
        return text.startsWith("{")
                ? RawVariables.of(("{\"" + WHOLE + "\":" + text + "}").getBytes(UTF_8), WHOLE)
                : Map.of(WHOLE, new Variable(text, null, null));
    }
}
