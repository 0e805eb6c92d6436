package dev.reprise.faults.memory;

import org.jspecify.annotations.Nullable;

/**
 * A command as a client sent it.
 *
 * @param commandId its id, used for this command alone and again only when it is repeated; over HTTP the {@code Idempotency-Key}
 * @param sentAt when it was sent first, in epoch milliseconds of the harness's clock
 * @param leaseToken the lease that it was reported under; null for none
 * @param backOff the delay in milliseconds that a {@code FailJob} with retries left asked for; null if it asked for none, or left
 *     it to the retry policy
 */
public record SentCommand(
        String commandId,
        long jobKey,
        CommandKind kind,
        Channel channel,
        long sentAt,
        @Nullable String leaseToken,
        @Nullable Long backOff) {
    /** A command under no lease. */
    public SentCommand(String commandId, long jobKey, CommandKind kind, Channel channel, long sentAt) {
        this(commandId, jobKey, kind, channel, sentAt, null, null);
    }

    /** The same, reported under a lease. */
    public SentCommand under(@Nullable String lease) {
        return new SentCommand(commandId, jobKey, kind, channel, sentAt, lease, backOff);
    }

    /** The same, asking for a backoff of so many milliseconds. */
    public SentCommand backingOff(long millis) {
        return new SentCommand(commandId, jobKey, kind, channel, sentAt, leaseToken, millis);
    }
}
