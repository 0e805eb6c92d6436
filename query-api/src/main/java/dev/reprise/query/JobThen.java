package dev.reprise.query;

import dev.reprise.event.JobCreated;
import org.jspecify.annotations.Nullable;

/**
 * A job at some moment of its past, as far as its events say.
 *
 * @param created how it began, without variables and headers
 * @param priority priority at that moment
 * @param retries retries left at that moment
 * @param retriesGiven whether any command had ever given retries (false: they were the default)
 * @param worker the worker that held the job or had held it last; null if none had
 */
public record JobThen(
        JobCreated created,
        int priority,
        int retries,
        boolean retriesGiven,
        @Nullable String worker) {}
