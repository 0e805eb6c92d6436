package dev.reprise.gateway.codepipeline;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.reprise.common.Variable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a worker reports of a job that it did well.
 *
 * @param variables output variables by name, and under {@code codepipeline.*} what else it said
 * @param continuationToken what the job that goes on with the action is to have; null if the action is done
 */
record SuccessResult(
        Map<String, Variable> variables, @Nullable String continuationToken) {
    /** The vendor's quota for one action: characters of names and values together. */
    private static final int MOST_OUTPUT_CHARACTERS = 122_880;

    private static final int ANY_NUMBER = Integer.MAX_VALUE;

    /** Reads and checks it. */
    static SuccessResult read(AwsCall call) {
        Members input = call.input();
        Map<String, Variable> variables = new LinkedHashMap<>();
        input.structure("currentRevision").ifPresent(revision -> {
            revision.required("revision", Constraints.REVISION);
            revision.required("changeIdentifier", Constraints.REVISION_CHANGE);
            revision.timestamp("created");
            revision.text("revisionSummary", Constraints.REVISION_SUMMARY);
            variables.put("codepipeline.currentRevision", json(revision.json()));
        });
        input.structure("executionDetails").ifPresent(details -> {
            details.text("summary", Constraints.EXECUTION_SUMMARY);
            details.text("externalExecutionId", Constraints.EXECUTION_ID);
            details.number("percentComplete", 0, 100);
            variables.put("codepipeline.executionDetails", json(details.json()));
        });
        String token = input.text("continuationToken", Constraints.CONTINUATION_TOKEN);
        Map<String, String> output = call.operation().thirdParty()
                ? Map.of()
                : input.map("outputVariables", ANY_NUMBER, Constraints.OUTPUT_KEY, Constraint.ANY);
        input.require();
        requireOutput(output, token);
        output.forEach((name, value) ->
                variables.put(name, json(TextNode.valueOf(value).toString())));
        return new SuccessResult(variables, token);
    }

    private static void requireOutput(Map<String, String> output, @Nullable String token) {
        if (token != null && !output.isEmpty()) {
            throw AwsError.validation("Output variables cannot be given together with a continuation token.")
                    .asException();
        }
        long characters = output.entrySet().stream()
                .mapToLong(entry -> entry.getKey().length() + entry.getValue().length())
                .sum();
        if (characters > MOST_OUTPUT_CHARACTERS) {
            throw AwsError.of(
                            "OutputVariablesSizeExceededException",
                            "The output variables have %d characters, more than the %d that an action may have."
                                    .formatted(characters, MOST_OUTPUT_CHARACTERS))
                    .asException();
        }
    }

    private static Variable json(String text) {
        return new Variable(text, null, null);
    }
}
