package dev.reprise.gateway.codepipeline;

import java.util.Objects;

/** Which region is shown to a caller. */
final class Region {
    private Region() {}

    static String of(AwsCall call, CodePipelineSettings settings) {
        return settings.region().isEmpty()
                ? Objects.requireNonNullElse(call.caller().region(), "us-east-1")
                : settings.region();
    }
}
