package dev.reprise.node.camunda8;

import java.util.Map;
import java.util.Optional;

/** Recorded exchanges that end otherwise here, on purpose. */
final class Differences {
    /**
     * What is answered instead.
     *
     * @param detail of the problem; empty if the answer is none
     * @param reason why it is not as it was recorded
     */
    record Difference(int status, String title, String detail, String reason) {}

    private static final String BINDING =
            "8.9 binds strictly and names the property; 8.6 coerced, ignored what it did not know, or named nothing";
    private static final String PROBLEM =
            "8.9 answers every error with problem+json; 8.6 left some to Spring's own form";
    private static final String UNKNOWN_KEY = "no key is of an unknown partition here: there is no such job";

    private static final Map<String, Difference> ALL = Map.ofEntries(
            Map.entry("activate-timeout-string-nonnumeric", cannotBeParsed("timeout")),
            Map.entry(
                    "activate-maxJobs-zero",
                    new Difference(
                            400,
                            "INVALID_ARGUMENT",
                            "The value for maxJobsToActivate is '0' but must be greater than 0.",
                            "Camunda prints the timeout here, which is not what is wrong")),
            Map.entry(
                    "activate-wrong-content-type",
                    new Difference(
                            415,
                            "Unsupported Media Type",
                            "Content-Type 'application/x-www-form-urlencoded' is not supported.",
                            PROBLEM)),
            Map.entry("fail-key-zero", noSuchJob("0")),
            Map.entry("fail-key-of-nonexistent-partition", noSuchJob("20266198323167237")),
            Map.entry("fail-key-leading-plus-or-space", noSuchJob("12")),
            Map.entry(
                    "fail-key-missing",
                    new Difference(404, "Not Found", "No static resource v2/jobs//failure.", PROBLEM)),
            Map.entry("fail-retryBackOff-string", cannotBeParsed("retryBackOff")),
            Map.entry("fail-errorMessage-number", cannotBeParsed("errorMessage")),
            Map.entry(
                    "fail-errorMessage-5MiB",
                    new Difference(
                            413,
                            "Content Too Large",
                            "Expected a body of at most 4194304 bytes, but it has 5242914",
                            "too much is the client's fault, not the server's")),
            Map.entry("fail-unknown-field", cannotBeParsed("foo")),
            Map.entry("fail-wrong-case-field", cannotBeParsed("Retries")),
            Map.entry(
                    "fail-accept-xml",
                    new Difference(
                            406,
                            "Not Acceptable",
                            "Acceptable representations: [application/json, application/problem+json].",
                            PROBLEM)),
            Map.entry("fail-body-json-array", cannotBeParsed("")),
            Map.entry("fail-body-json-string", cannotBeParsed("")),
            Map.entry(
                    "fail-trailing-slash",
                    new Difference(404, "Not Found", "No static resource v2/jobs/KEY/failure/.", PROBLEM)),
            Map.entry(
                    "fail-unknown-subresource",
                    new Difference(404, "Not Found", "No static resource v2/jobs/KEY/failures.", PROBLEM)),
            Map.entry(
                    "fail-v1-path",
                    new Difference(
                            404,
                            "There is no such job",
                            "Expected to fail job KEY, but there is no such job",
                            "/v1 is the native API, which has this path, too")),
            Map.entry("fail-variables-array", cannotBeParsed("variables")),
            Map.entry(
                    "update-no-changeset",
                    new Difference(
                            400,
                            "INVALID_ARGUMENT",
                            "At least one of [retries, timeout] is required.",
                            "8.9 has a sentence where 8.6 had the message of an exception")));

    private Differences() {}

    static Optional<Difference> of(String row) {
        return Optional.ofNullable(ALL.get(row));
    }

    static Map<String, Difference> all() {
        return ALL;
    }

    private static Difference cannotBeParsed(String property) {
        return new Difference(
                400, "Bad Request", "Request property [%s] cannot be parsed".formatted(property), BINDING);
    }

    private static Difference noSuchJob(String key) {
        return new Difference(
                404,
                "NOT_FOUND",
                "Command 'FAIL' rejected with code 'NOT_FOUND': Expected to fail job with key '%s', but no such job was found"
                        .formatted(key),
                UNKNOWN_KEY);
    }
}
