package dev.reprise.query;

import dev.reprise.state.Job;
import dev.reprise.state.JobPayload;
import org.jspecify.annotations.Nullable;

/**
 * A job as its owner's stores have it.
 *
 * @param payload variables and headers; null if not asked for
 * @param errorDetails details of the last failure; null if not asked for or if there are none
 * @param position the last command that this state is known to reflect; null if that is not known (yet)
 */
public record FoundJob(
        Job job,
        @Nullable JobPayload payload,
        @Nullable String errorDetails,
        @Nullable Position position) {}
