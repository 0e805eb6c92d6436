package dev.reprise.gateway.policies;

import dev.reprise.policy.RetryPolicy;
import dev.reprise.processor.streams.PolicyReads;
import java.util.Map;
import java.util.Optional;

/**
 * The retry policies as this node has them, a moment after they were written. Safe for use by many threads.
 * {@link dev.reprise.processor.streams.PartitionUnavailableException} as long as they cannot be read.
 */
public interface RetryPolicies {
    /** The policy of a job type; empty if there is none. */
    Optional<RetryPolicy> of(String jobType);

    /** All policies by job type, in the order of the types. */
    Map<String, RetryPolicy> all();

    /** Those that the engine of this node goes by. */
    static RetryPolicies of(PolicyReads reads) {
        return new RetryPolicies() {
            @Override
            public Optional<RetryPolicy> of(String jobType) {
                return reads.of(jobType);
            }

            @Override
            public Map<String, RetryPolicy> all() {
                return reads.all();
            }
        };
    }
}
