package dev.reprise.faults.memory;

/**
 * A client was handed a job.
 *
 * @param client name of the client, unlike that of any other client that may be handed jobs at the same time
 * @param attempt as it was told
 * @param askedAt when the poll that brought the job was sent, in epoch milliseconds of the harness's clock
 * @param toldAt when the client had the job, in epoch milliseconds of the harness's clock
 * @param deadline as it was told: epoch milliseconds of some node's clock
 */
public record LeaseMemory(
        String client, long jobKey, String leaseToken, int attempt, long askedAt, long toldAt, long deadline) {}
