package dev.reprise.gateway.cloudflow;

import dev.reprise.processor.engine.Texts;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Ids of requests: the caller's own or, if it gives none, a new one. */
final class RequestIds {
    private static final String NAME = "RequestId";
    private static final int LONGEST = 128;

    private RequestIds() {}

    static String anew() {
        return UUID.randomUUID().toString().toUpperCase(Locale.ROOT);
    }

    /** The caller's own, if it gave one. */
    static Optional<String> given(FlowCall call) {
        return call.param(NAME).map(id -> {
            if (id.length() > LONGEST || id.chars().anyMatch(Character::isISOControl)) {
                throw FlowError.INVALID_ARGUMENT.with(
                        "Expected RequestId to have 1 to 128 characters and no control characters, but it has not.");
            }
            return String.valueOf(Texts.wellFormed(id));
        });
    }
}
