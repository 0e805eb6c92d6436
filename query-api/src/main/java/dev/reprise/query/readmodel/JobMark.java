package dev.reprise.query.readmodel;

import dev.reprise.state.Job;
import java.util.Optional;

/**
 * Where the engine has a job: what the read model must have reached.
 *
 * @param createdAt when this life of the job began, epoch milliseconds
 * @param sequence of its last event; 0 if there is no such job
 */
public record JobMark(long jobKey, long createdAt, long sequence) {
    public static JobMark of(long jobKey, Optional<Job> job) {
        return job.map(found -> new JobMark(jobKey, found.getCreatedAt(), found.getSequence()))
                .orElseGet(() -> new JobMark(jobKey, 0, 0));
    }

    boolean isReachedBy(Optional<Head> head) {
        if (head.isEmpty() || sequence == 0) {
            return head.isEmpty() && sequence == 0;
        }
        return head.get().createdAt() == createdAt && head.get().sequence() >= sequence;
    }

    String wanted() {
        return sequence == 0 ? "the end of job " + jobKey : "event " + sequence + " of job " + jobKey;
    }
}
