package dev.reprise.node.registry;

import java.util.Map;

/** An error in the words of Confluent's Schema Registry API, which its clients understand. */
final class RegistryError extends RuntimeException {
    private final int code;

    private RegistryError(int code, String message) {
        super(message);
        this.code = code;
    }

    static RegistryError subjectNotFound(String subject) {
        return new RegistryError(40401, "Subject '" + subject + "' not found.");
    }

    static RegistryError versionNotFound(String version) {
        return new RegistryError(40402, "Version " + version + " not found.");
    }

    static RegistryError schemaNotFound() {
        return new RegistryError(40403, "Schema not found");
    }

    static RegistryError invalidSchema(String reason) {
        return new RegistryError(42201, "Invalid schema: " + reason);
    }

    static RegistryError invalidVersion(String version) {
        return new RegistryError(
                42202,
                "The specified version '" + version
                        + "' is not a valid version id. Allowed values are between [1, 2^31-1]"
                        + " and the string \"latest\"");
    }

    static RegistryError readOnly(String subject) {
        return new RegistryError(
                42205,
                "Subject " + subject + " is in read-only mode: this is the fixed catalogue of a Reprise node. Set"
                        + " schema-registry-url to use a registry that takes new schemas.");
    }

    int status() {
        return code / 100;
    }

    Map<String, Object> body() {
        return Map.of("error_code", code, "message", String.valueOf(getMessage()));
    }
}
