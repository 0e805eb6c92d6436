package dev.reprise.node.support;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/** For tests that start containers: without a Docker engine they are skipped, and say so. */
public final class DockerEngine implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (DockerClientFactory.instance().isDockerAvailable()) {
            return ConditionEvaluationResult.enabled("a Docker engine answers");
        }
        String reason = context.getDisplayName() + " needs a Docker engine, and none answers here";
        if (context.getTestMethod().isEmpty()) {
            System.out.println("Skipped: " + reason);
        }
        return ConditionEvaluationResult.disabled(reason);
    }
}
