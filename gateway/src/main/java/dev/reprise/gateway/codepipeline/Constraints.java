package dev.reprise.gateway.codepipeline;

/** The constraints of the service model (codepipeline 2015-07-09). */
final class Constraints {
    static final Constraint JOB_ID = Constraint.pattern("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    static final Constraint THIRD_PARTY_JOB_ID = Constraint.length(1, 512);
    static final Constraint NONCE = Constraint.length(1, 50);
    static final Constraint CLIENT_TOKEN = Constraint.length(1, 256);
    static final Constraint CONTINUATION_TOKEN = Constraint.length(1, 2048);
    static final Constraint CATEGORY =
            Constraint.oneOf("Source", "Build", "Deploy", "Test", "Invoke", "Approval", "Compute");
    static final Constraint OWNER = Constraint.oneOf("AWS", "ThirdParty", "Custom");
    static final Constraint PROVIDER = Constraint.length(1, 35).matching("[0-9A-Za-z_-]+");
    static final Constraint VERSION = Constraint.length(1, 9).matching("[0-9A-Za-z_-]+");
    static final Constraint QUERY_KEY = Constraint.length(1, 50);
    static final Constraint QUERY_VALUE = Constraint.length(1, 50).matching("[a-zA-Z0-9_-]+");
    static final Constraint FAILURE_TYPE = Constraint.oneOf(
            "JobFailed",
            "ConfigurationError",
            "PermissionError",
            "RevisionOutOfSync",
            "RevisionUnavailable",
            "SystemUnavailable");
    static final Constraint MESSAGE = Constraint.length(1, 5000);
    static final Constraint EXECUTION_ID = Constraint.length(1, 1500);
    static final Constraint EXECUTION_SUMMARY = Constraint.length(1, 2048);
    static final Constraint REVISION = Constraint.length(1, 1500);
    static final Constraint REVISION_CHANGE = Constraint.length(1, 100);
    static final Constraint REVISION_SUMMARY = Constraint.length(1, 2048);
    static final Constraint OUTPUT_KEY = Constraint.pattern("[A-Za-z0-9@\\-_]+");

    private Constraints() {}
}
