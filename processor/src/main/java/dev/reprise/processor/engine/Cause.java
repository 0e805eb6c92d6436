package dev.reprise.processor.engine;

import org.jspecify.annotations.Nullable;

/**
 * What brought a decision about: a command, or time.
 *
 * @param commandId id of the command; null if time is the cause
 * @param traceParent W3C trace context of the command; null if it had none
 * @param partition partition of {@code job-commands} that decides
 * @param offset offset of the command in it; −1 if time is the cause
 */
public record Cause(@Nullable String commandId, @Nullable String traceParent, int partition, long offset) {
    /** Time alone, on the given partition. */
    public static Cause time(int partition) {
        return new Cause(null, null, partition, -1);
    }
}
