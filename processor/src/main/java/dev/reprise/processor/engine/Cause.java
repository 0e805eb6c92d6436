package dev.reprise.processor.engine;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What brought a decision about: a command, or time.
 *
 * @param commandId id of the command; null if time is the cause
 * @param traceParent W3C trace context of the command; null if it had none
 * @param partition partition of {@code job-commands} that decides
 * @param offset offset of the command in it; −1 if time is the cause
 * @param perAttempt whether the id counts within one attempt of the job only
 * @param tenants tenants whose jobs the sender may touch; null for all
 */
public record Cause(
        @Nullable String commandId,
        @Nullable String traceParent,
        int partition,
        long offset,
        boolean perAttempt,
        @Nullable Set<String> tenants) {
    /** A command whose id counts for as long as the job is there. */
    public Cause(@Nullable String commandId, @Nullable String traceParent, int partition, long offset) {
        this(commandId, traceParent, partition, offset, false);
    }

    /** A command of somebody who may touch every job. */
    public Cause(
            @Nullable String commandId, @Nullable String traceParent, int partition, long offset, boolean perAttempt) {
        this(commandId, traceParent, partition, offset, perAttempt, null);
    }

    /** Whether jobs of this tenant exist to the sender. */
    boolean reaches(String tenantId) {
        return tenants == null || tenants.contains(tenantId);
    }

    /** Time alone, on the given partition. */
    public static Cause time(int partition) {
        return new Cause(null, null, partition, -1);
    }

    /** The same under the id that a command has which counts within the job's attempt. */
    Cause within(int attempt, @Nullable String worker) {
        String id = commandId + "@" + attempt + (worker == null ? "" : "-" + Integer.toHexString(worker.hashCode()));
        return new Cause(id, traceParent, partition, offset, false, tenants);
    }
}
