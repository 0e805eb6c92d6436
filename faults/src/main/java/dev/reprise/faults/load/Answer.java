package dev.reprise.faults.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.reprise.common.RejectionType;
import dev.reprise.faults.memory.Told;

/**
 * What became of one request.
 *
 * @param kind what its sender knows now
 * @param body of the answer; missing if there was none that can be read
 */
record Answer(Kind kind, JsonNode body) {
    enum Kind {
        OK,
        REJECTED,
        /** Certainly not in the log. */
        NOT_APPENDED,
        /** In the log, or not. */
        UNKNOWN
    }

    static Answer without(Kind kind) {
        return new Answer(kind, MissingNode.getInstance());
    }

    boolean isOk() {
        return kind == Kind.OK;
    }

    Told told() {
        long now = System.currentTimeMillis();
        return switch (kind) {
            case OK -> Told.accepted(body.path("sequence").asLong(), now);
            case REJECTED ->
                Told.rejected(RejectionType.valueOf(body.path("rejection").asText()), now);
            case NOT_APPENDED -> Told.notAppended(now);
            case UNKNOWN -> Told.unknown(now);
        };
    }
}
