package dev.reprise.processor.engine.policy;

import dev.reprise.policy.RetryPolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a policy would do with a job whose attempts all fail, each at once after it has begun. Pure. */
public final class Simulation {
    /** Most attempts that a simulation goes through. */
    public static final int MOST_ATTEMPTS = 1000;

    /**
     * One attempt.
     *
     * @param attempt number, 1 or more
     * @param startsAt when it starts, epoch milliseconds
     * @param verdict what follows its failure
     */
    public record Step(int attempt, long startsAt, @Nullable String errorCode, RetryVerdict verdict) {}

    private Simulation() {}

    /**
     * Goes through the attempts until the policy makes no further retry.
     *
     * @param errorCodes codes of the failures in order; the last one stands for all that follow; empty for failures without a code
     * @param createdAt when the job is created and starts, epoch milliseconds
     * @param attempts most attempts to show, 1 to {@value #MOST_ATTEMPTS}
     */
    public static List<Step> run(
            RetryPolicy policy, long jobKey, List<String> errorCodes, long createdAt, int attempts) {
        List<Step> steps = new ArrayList<>();
        Map<String, Integer> failures = new HashMap<>();
        long at = createdAt;
        for (int attempt = 1; attempt <= Math.min(attempts, MOST_ATTEMPTS); attempt++) {
            String code = errorCodes.isEmpty() ? null : errorCodes.get(Math.min(attempt, errorCodes.size()) - 1);
            RetryVerdict verdict =
                    RetryDecision.decide(policy, new Failure(jobKey, attempt, code, createdAt, at, failures));
            steps.add(new Step(attempt, at, code, verdict));
            if (verdict.stop() != null) {
                break;
            }
            String rule = verdict.rule();
            if (rule != null) {
                failures.merge(rule, 1, Integer::sum);
            }
            at += verdict.backOff();
        }
        return steps;
    }
}
