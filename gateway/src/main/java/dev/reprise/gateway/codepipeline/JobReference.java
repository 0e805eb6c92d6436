package dev.reprise.gateway.codepipeline;

/**
 * Which job a request is about.
 *
 * @param clientToken what a third party shows for it; empty in other operations
 */
record JobReference(String jobId, String clientToken) {
    static JobReference read(AwsCall call) {
        Members input = call.input();
        return call.operation().thirdParty()
                ? new JobReference(
                        input.required("jobId", Constraints.THIRD_PARTY_JOB_ID),
                        input.required("clientToken", Constraints.CLIENT_TOKEN))
                : new JobReference(input.required("jobId", Constraints.JOB_ID), "");
    }
}
