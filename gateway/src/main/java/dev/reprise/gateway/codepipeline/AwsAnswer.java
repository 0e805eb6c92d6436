package dev.reprise.gateway.codepipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reprise.query.http.Json;
import java.util.Optional;

/**
 * What is sent back.
 *
 * @param errorType name of the error; empty if it is none
 * @param body JSON, or nothing at all
 * @param delivered told whether the client got it; false if it was gone
 */
record AwsAnswer(int status, Optional<String> errorType, String body, Delivery delivered) {
    static final String MEDIA_TYPE = "application/x-amz-json-1.1";
    static final String ERROR_TYPE = "x-amzn-ErrorType";
    static final String REQUEST_ID = "x-amzn-RequestId";

    /** What depends on whether an answer reached its client. */
    @FunctionalInterface
    interface Delivery {
        void ended(boolean delivered);
    }

    /** 200 without a body, for operations that have no output. */
    static AwsAnswer done() {
        return new AwsAnswer(200, Optional.empty(), "", delivered -> {});
    }

    static AwsAnswer of(JsonNode body) {
        return new AwsAnswer(200, Optional.empty(), text(body), delivered -> {});
    }

    static AwsAnswer of(AwsError error) {
        return new AwsAnswer(error.status(), Optional.of(error.code()), json(error), delivered -> {});
    }

    AwsAnswer then(Delivery delivery) {
        return new AwsAnswer(status, errorType, body, delivery);
    }

    static String json(AwsError error) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("__type", error.code());
        if (!error.message().isEmpty()) {
            body.put("message", error.message());
        }
        return text(body);
    }

    private static String text(JsonNode body) {
        try {
            return Json.mapper().writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected a tree that can be written as JSON", e);
        }
    }
}
