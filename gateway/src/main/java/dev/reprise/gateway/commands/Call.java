package dev.reprise.gateway.commands;

import dev.reprise.query.access.Tenants;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the sender of a command.
 *
 * @param commandId id of the command: the same id again gets the same answer and changes nothing
 * @param traceParent W3C trace context to hand on; null for none
 * @param patience how long to wait for the answer; null for the gateway's default
 * @param perAttempt whether the id counts within one attempt only, because it follows from what is reported
 * @param tenants whose jobs the command may touch; to it, those of others do not exist
 */
public record Call(
        String commandId,
        @Nullable String traceParent,
        @Nullable Duration patience,
        boolean perAttempt,
        Tenants tenants) {
    /** A call with an id of its own, of the node itself: it may touch every job. */
    public static Call anew() {
        return of(UUID.randomUUID().toString());
    }

    /** A call with this command id, of the node itself: it may touch every job. */
    public static Call of(String commandId) {
        return new Call(commandId, null, null, false, Tenants.ALL);
    }

    /** The same, but the id counts within one attempt only: the same report of a later attempt is another command. */
    public Call withinAttempt() {
        return new Call(commandId, traceParent, patience, true, tenants);
    }

    /** The same with a trace context. */
    public Call tracedBy(@Nullable String traceParent) {
        return new Call(commandId, traceParent, patience, perAttempt, tenants);
    }

    /** The same for the jobs of these tenants and no others. */
    public Call within(Tenants those) {
        return new Call(commandId, traceParent, patience, perAttempt, those);
    }

    /** The same with this patience. */
    public Call waiting(Duration patience) {
        return new Call(commandId, traceParent, patience, perAttempt, tenants);
    }
}
