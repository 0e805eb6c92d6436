package dev.reprise.faults.check;

import dev.reprise.common.JobState;

/** How a job stands at the end of the log. */
public record FinalJob(long jobKey, JobState state, long sequence, int retries, int attempt) {}
