package dev.reprise.node.demo;

import dev.reprise.common.JobState;
import dev.reprise.event.IncidentCreated;
import dev.reprise.event.JobCompleted;
import dev.reprise.event.JobErrorThrown;
import dev.reprise.reply.CommandRejected;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;

/** Counts what was decided, and knows when every job is where its plan ends. */
final class DemoTally {
    private final Map<Long, JobPlan> plans;
    private final Map<Long, JobState> ended = new HashMap<>();
    private final Map<String, Integer> events = new TreeMap<>();
    private int rejections;
    private int deadLetters;

    DemoTally(Map<Long, JobPlan> plans) {
        this.plans = plans;
    }

    void decided(SpecificRecord decision) {
        if (decision instanceof CommandRejected) {
            rejections++;
            return;
        }
        events.merge(decision.getSchema().getName(), 1, Integer::sum);
        long jobKey = (Long) decision.get(0);
        if (decision instanceof JobCompleted) {
            ended.put(jobKey, JobState.COMPLETED);
        } else if (decision instanceof JobErrorThrown) {
            ended.put(jobKey, JobState.ERROR_THROWN);
        } else if (decision instanceof IncidentCreated) {
            ended.put(jobKey, JobState.INCIDENT);
        }
    }

    void deadLetter() {
        deadLetters++;
    }

    /** Jobs that are where their plan ends. */
    long done() {
        return plans.values().stream()
                .filter(plan -> plan.ending() == ended.get(plan.jobKey()))
                .count();
    }

    Map<String, Integer> events() {
        return events;
    }

    int rejections() {
        return rejections;
    }

    int deadLetters() {
        return deadLetters;
    }

    String progress() {
        return "%d of %d jobs at their end, %d failures, %d retries fired, %d incidents, %d refused"
                .formatted(
                        done(),
                        plans.size(),
                        count("JobFailed"),
                        count("JobRetryDue"),
                        count("IncidentCreated"),
                        rejections);
    }

    private int count(String event) {
        return events.getOrDefault(event, 0);
    }
}
