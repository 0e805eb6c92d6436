package dev.reprise.query;

import org.jspecify.annotations.Nullable;

/**
 * A job at some moment of its past, as far as its events say.
 *
 * @param businessKey the caller's own name for what the job works on
 * @param retries retries left
 * @param retriesGiven whether any command had ever given retries (false: they were the default)
 * @param worker the worker that held the job or had held it last; null if none had
 */
public record JobThen(
        String type,
        String tenantId,
        @Nullable String businessKey,
        int priority,
        int retries,
        boolean retriesGiven,
        @Nullable String worker) {}
