package dev.reprise.gateway.camunda7;

import dev.reprise.command.UpdateJob;

/** Setting retries: none is an incident, some resolve it. */
final class Retries {
    static final String NEGATIVE =
            "The number of retries cannot be negative: retries is not greater than or equal to 0";

    private Retries() {}

    /** The number in a body, which may be negative. */
    static int of(RequestBody body) {
        Integer retries = body.integer("retries");
        if (retries == null) {
            throw EngineError.invalid("The number of retries cannot be null.");
        }
        return retries;
    }

    static UpdateJob command(long jobKey, int retries) {
        return UpdateJob.newBuilder()
                .setJobKey(jobKey)
                .setRetries(retries)
                .setIncidentFollowsRetries(true)
                .build();
    }
}
