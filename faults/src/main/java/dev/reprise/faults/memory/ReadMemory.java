package dev.reprise.faults.memory;

import org.jspecify.annotations.Nullable;

/**
 * What a client remembers of a read of a job, which asked to be as new as a command that had been accepted.
 *
 * @param url what it asked for; only the path if there was no answer
 * @param commandId of the command
 * @param told sequence of the job's last event by the command
 * @param got null if there was no answer
 */
public record ReadMemory(
        String url,
        String commandId,
        long jobKey,
        long told,
        @Nullable Got got) {
    /**
     * An answer.
     *
     * @param status of HTTP
     * @param retryAfter whether it says when to ask again
     * @param jobKey the job in it; −1 if there is none
     * @param sequence the job's; −1 if there is none
     */
    public record Got(int status, boolean retryAfter, long jobKey, long sequence) {}
}
