package dev.reprise.processor.engine;

import dev.reprise.policy.RetryPolicy;
import java.util.Optional;

/** The retry policies in force, by job type. */
@FunctionalInterface
public interface Policies {
    Optional<RetryPolicy> of(String jobType);
}
