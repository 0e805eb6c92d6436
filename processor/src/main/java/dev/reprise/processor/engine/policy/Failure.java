package dev.reprise.processor.engine.policy;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A failure as a retry policy sees it.
 *
 * @param attempt number of the attempt that failed, 0 if the job was never activated
 * @param errorCode name of the error; null for none
 * @param createdAt when the job was created, epoch milliseconds
 * @param failedAt when the attempt failed, epoch milliseconds
 * @param failuresBefore failures counted so far, by name of the rule
 */
public record Failure(
        long jobKey,
        int attempt,
        @Nullable String errorCode,
        long createdAt,
        long failedAt,
        Map<String, Integer> failuresBefore) {}
