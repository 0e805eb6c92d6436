package dev.reprise.faults.load;

/** A job that a worker was handed. */
record HeldJob(long jobKey, String leaseToken, int retries, long deadline) {}
