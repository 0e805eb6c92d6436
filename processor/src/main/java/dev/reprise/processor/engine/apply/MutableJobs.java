package dev.reprise.processor.engine.apply;

import dev.reprise.common.Variable;
import dev.reprise.state.Job;
import dev.reprise.state.JobPayload;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The state as appliers see it: to change. */
public interface MutableJobs {
    void create(Job job, JobPayload payload);

    /**
     * The job, to be changed in place.
     *
     * @throws CorruptHistoryException if there is no such job
     */
    Job edit(long jobKey);

    /** Sets variables by name and keeps the others. */
    void setVariables(long jobKey, Map<String, Variable> variables);

    /** Sets variables that only the job's workers see, by name, and keeps the others. */
    void setLocalVariables(long jobKey, Map<String, Variable> variables);

    /** Sets variables where they are: those only the job's workers see if there is one of the name, else the job's (Camunda 7). */
    void setVisibleVariables(long jobKey, Map<String, Variable> variables);

    /** Removes variables by name; those that are not there are passed over. */
    void removeVariables(long jobKey, List<String> names, boolean local);

    /** Sets the details of the last failure; null takes them away. */
    void setErrorDetails(long jobKey, @Nullable String details);

    /** Forgets the job and all that belongs to it. */
    void purge(long jobKey);
}
