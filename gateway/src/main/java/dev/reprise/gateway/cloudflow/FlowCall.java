package dev.reprise.gateway.cloudflow;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One call, as it was sent.
 *
 * @param method HTTP method in upper case
 * @param path path as it was sent
 * @param headers first value of each header by its name in lower case
 * @param query parameters of the query
 * @param params parameters of query and body; where both have one, the body's counts
 * @param body raw body; empty if there is none
 */
record FlowCall(
        String method,
        String path,
        Map<String, String> headers,
        Map<String, String> query,
        Map<String, String> params,
        byte[] body) {
    static final String ACTION_HEADER = "x-acs-action";
    static final String VERSION_HEADER = "x-acs-version";

    /** A parameter, if it is there and not empty. */
    Optional<String> param(String name) {
        return Optional.ofNullable(params.get(name)).filter(text -> !text.isEmpty());
    }

    String required(String name) {
        return param(name).orElseThrow(() -> FlowError.MISSING_REQUIRED_PARAMS.with(name));
    }

    @Nullable
    String header(String name) {
        return headers.get(name);
    }

    String requiredHeader(String name) {
        String value = headers.get(name);
        if (value == null || value.isBlank()) {
            throw FlowError.MISSING_REQUIRED_HEADER.with(name);
        }
        return value;
    }

    /** The operation, from wherever it is named. */
    String action() {
        return named("Action", ACTION_HEADER);
    }

    /** The version of the API, from wherever it is named. */
    String version() {
        return named("Version", VERSION_HEADER);
    }

    private String named(String param, String header) {
        return param(param)
                .or(() -> Optional.ofNullable(headers.get(header)).filter(text -> !text.isBlank()))
                .orElseThrow(() -> FlowError.MISSING_REQUIRED_PARAMS.with(param));
    }
}
