package dev.reprise.query.readmodel;

import dev.reprise.common.JobState;

/** What jobs are counted by. */
public record TypeAndState(String type, JobState state) {}
