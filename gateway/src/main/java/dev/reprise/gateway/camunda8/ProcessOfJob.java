package dev.reprise.gateway.camunda8;

import dev.reprise.reply.ActivatedJob;
import dev.reprise.state.Job;

/**
 * What a job says of the process that it belongs to, in the words of Camunda 8. A job is its own process instance; one that was
 * created without any process is called after its type.
 *
 * @param definitionKey key of the deployed process; -1 for none
 */
record ProcessOfJob(String id, int version, String definitionKey, String elementId) {
    static ProcessOfJob of(ActivatedJob job) {
        return new ProcessOfJob(job.getType(), 1, "-1", job.getType());
    }

    static ProcessOfJob of(Job job) {
        return new ProcessOfJob(job.getType(), 1, "-1", job.getType());
    }
}
