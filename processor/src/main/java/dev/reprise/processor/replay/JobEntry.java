package dev.reprise.processor.replay;

import org.jspecify.annotations.Nullable;

/** All rows of one job, as bytes: there may be millions of jobs. */
final class JobEntry {
    byte @Nullable [] job;
    byte @Nullable [] payload;
    byte @Nullable [] errorDetails;

    boolean isEmpty() {
        return job == null && payload == null && errorDetails == null;
    }
}
