package dev.reprise.gateway.activation;

import dev.reprise.common.JobSelection;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Jobs of one type that a worker would take.
 *
 * @param type job type
 * @param lease how long the worker may hold each job
 * @param tenantIds whose jobs, in this order; at least one
 * @param variables names of the variables to hand out; null for all
 * @param timeoutUsesAttempt whether a lease that runs out costs a retry
 * @param selection which of them; null for all
 * @param withLastFailure whether to be told what went wrong last
 */
public record Wanted(
        String type,
        Duration lease,
        List<String> tenantIds,
        @Nullable List<String> variables,
        boolean timeoutUsesAttempt,
        @Nullable JobSelection selection,
        boolean withLastFailure) {
    /** All jobs of the type, without their last failure. */
    public Wanted(
            String type,
            Duration lease,
            List<String> tenantIds,
            @Nullable List<String> variables,
            boolean timeoutUsesAttempt) {
        this(type, lease, tenantIds, variables, timeoutUsesAttempt, null, false);
    }

    public Wanted {
        tenantIds = tenantIds.stream().distinct().toList();
        variables = variables == null ? null : List.copyOf(variables);
    }
}
