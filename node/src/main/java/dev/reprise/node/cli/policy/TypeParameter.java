package dev.reprise.node.cli.policy;

import dev.reprise.node.cli.client.ApiCall;
import picocli.CommandLine.Parameters;

/** The job type that a policy is for. */
final class TypeParameter {
    @Parameters(paramLabel = "TYPE", description = "Job type that the policy is for.")
    private String type = "";

    String path(String rest) {
        return "/v1/retry-policies/" + ApiCall.segment(type) + rest;
    }
}
