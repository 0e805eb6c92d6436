package dev.reprise.faults.check;

/** How late retries fired, in milliseconds; all 0 if there were none. */
public record Lateness(long retries, long p50, long p99, long max) {}
