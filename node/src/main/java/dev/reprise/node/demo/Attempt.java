package dev.reprise.node.demo;

import org.jspecify.annotations.Nullable;

/** What the demonstration's worker does with one attempt. */
sealed interface Attempt {
    /** The work succeeds. */
    record Succeeds() implements Attempt {}

    /**
     * The work fails, and the worker says how to go on.
     *
     * @param retries retries left; null leaves it to the retry policy
     * @param backOff milliseconds
     */
    record Fails(@Nullable Integer retries, long backOff, String code, String message) implements Attempt {}

    /** The worker hangs, and its lease runs out. */
    record Hangs() implements Attempt {}

    /** The work ends with an error of the business. */
    record Throws(String code, String message) implements Attempt {}
}
