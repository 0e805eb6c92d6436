package dev.reprise.node;

import dev.reprise.gateway.cloudflow.CloudFlowSettings;
import dev.reprise.gateway.codepipeline.CodePipelineSettings;
import dev.reprise.gateway.credentials.Access;
import dev.reprise.gateway.credentials.Credentials;
import dev.reprise.gateway.credentials.SignatureCheck;
import dev.reprise.node.config.NodeConfig;
import dev.reprise.node.config.NodeOptions;
import java.nio.file.Path;

/** What the configuration says of the cloud APIs: who may call, and how they behave. */
final class CloudApis {
    private CloudApis() {}

    /** One for all of them, so that the file is read once. */
    static Access access(NodeConfig config) {
        return new Access(
                config.optionalText(NodeOptions.CREDENTIALS_FILE)
                        .map(file -> Credentials.ofFile(Path.of(file)))
                        .orElseGet(Credentials::none),
                SignatureCheck.ofText(config.signatureCheck()));
    }

    static CloudFlowSettings cloudFlow(NodeConfig config) {
        return new CloudFlowSettings(
                config.number(NodeOptions.CLOUDFLOW_CALLS_PER_SECOND), config.number(NodeOptions.CLOUDFLOW_BURST));
    }

    static CodePipelineSettings codePipeline(NodeConfig config) {
        return new CodePipelineSettings(
                config.millis(NodeOptions.CODEPIPELINE_ACKNOWLEDGE_MS),
                config.millis(NodeOptions.CODEPIPELINE_JOB_TIMEOUT_MS),
                config.millis(NodeOptions.CODEPIPELINE_CLOCK_SKEW_MS),
                config.text(NodeOptions.CODEPIPELINE_REGION),
                config.text(NodeOptions.CODEPIPELINE_UNACKNOWLEDGED_RESULTS).equalsIgnoreCase("accept"),
                config.list(NodeOptions.CODEPIPELINE_ACTION_TYPES));
    }
}
