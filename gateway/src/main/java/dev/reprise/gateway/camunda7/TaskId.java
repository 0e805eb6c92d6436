package dev.reprise.gateway.camunda7;

import dev.reprise.common.JobState;
import dev.reprise.schemas.JobKeys;
import java.util.OptionalLong;

/** Ids of tasks, executions, process instances, activity instances and incidents: all of them the job's key in decimal. */
final class TaskId {
    private TaskId() {}

    /** The job that an id means; empty if it can mean none. */
    static OptionalLong parse(String id) {
        try {
            return OptionalLong.of(JobKeys.parse(id));
        } catch (IllegalArgumentException e) {
            return OptionalLong.empty();
        }
    }

    /** The job that an id means; 404 if it can mean none. */
    static long require(String id) {
        return parse(id).orElseThrow(() -> EngineError.noSuchTask(id));
    }

    /** Whether there is a task for a job in this state: an ended one is gone. */
    static boolean isTask(JobState state) {
        return switch (state) {
            case ACTIVATABLE, ACTIVATED, BACKING_OFF, INCIDENT -> true;
            case COMPLETED, CANCELED, ERROR_THROWN, UNSPECIFIED -> false;
        };
    }
}
