package dev.reprise.processor.engine.apply;

import dev.reprise.common.JobState;
import dev.reprise.event.JobCreated;
import dev.reprise.state.Job;
import dev.reprise.state.JobPayload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

/** The job begins, ACTIVATABLE. */
final class JobCreatedV1 implements EventApplier<JobCreated> {
    @Override
    public void apply(JobCreated event, MutableJobs jobs) {
        long at = event.getOccurredAt().toEpochMilli();
        Job job = Job.newBuilder()
                .setJobKey(event.getJobKey())
                .setType(event.getJobType())
                .setTenantId(event.getTenantId())
                .setState(JobState.ACTIVATABLE)
                .setSequence(event.getSequence())
                .setPriority(event.getPriority())
                .setRetries(event.getRetries())
                .setRetriesGiven(event.getRetriesGiven())
                .setAttempt(0)
                .setCreatedAt(at)
                .setSince(at)
                .setDueAt(0)
                .setTimeoutUsesAttempt(false)
                .setFailedAt(0)
                .setHasErrorDetails(false)
                .setBusinessKey(event.getBusinessKey())
                .setProcess(event.getProcess())
                .setCaughtErrors(event.getCaughtErrors())
                .setRuleFailures(new HashMap<>())
                .setOutcomes(new ArrayList<>())
                .build();
        jobs.create(job, new JobPayload(event.getVariables(), event.getHeaders(), Map.of()));
    }
}
