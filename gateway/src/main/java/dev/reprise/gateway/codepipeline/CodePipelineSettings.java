package dev.reprise.gateway.codepipeline;

import java.time.Duration;
import java.util.List;

/**
 * How the API behaves where AWS does not say.
 *
 * @param acknowledgeWithin how long a job that was handed out waits to be acknowledged before it is handed out again, 1 ms or more
 * @param jobTimeout how long a worker may take after it has acknowledged, 1 ms or more (AWS: 1 hour, 24 for custom actions)
 * @param skew how far a caller's clock may be off when signatures are checked
 * @param region the one region that access keys may be scoped to; empty for any
 * @param resultsWithoutAcknowledge whether results are taken of jobs that nobody has acknowledged, as from AWS Lambda
 * @param actionTypes {@code Category/Provider/Version} of each action type that there is; empty for any
 */
public record CodePipelineSettings(
        Duration acknowledgeWithin,
        Duration jobTimeout,
        Duration skew,
        String region,
        boolean resultsWithoutAcknowledge,
        List<String> actionTypes) {
    public CodePipelineSettings {
        actionTypes = List.copyOf(actionTypes);
    }

    /** A minute to acknowledge, an hour to work, 5 minutes of skew, any region and any action type. */
    public static CodePipelineSettings standard() {
        return new CodePipelineSettings(
                Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofMinutes(5), "", false, List.of());
    }
}
