package dev.reprise.gateway.nativeapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reprise.common.ExhaustedAction;
import dev.reprise.common.Jitter;
import dev.reprise.policy.RetryPolicy;
import dev.reprise.policy.RetryRule;
import dev.reprise.processor.engine.policy.PolicyCheck;
import dev.reprise.query.http.JsonObject;
import dev.reprise.query.http.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Retry policies from and to JSON: schema {@code RetryPolicy} of {@code openapi.yaml}. */
final class PolicyJson {
    private static final String[] FIELDS = {"rules", "totalDeadline", "onExhausted"};

    private static final String[] RULE_FIELDS = {
        "name", "errorCodes", "maxAttempts", "initialInterval", "multiplier", "maxInterval", "jitter"
    };

    private PolicyJson() {}

    /** A valid policy; anything else ends the request with a 400 problem that lists all that is wrong. */
    static RetryPolicy read(JsonNode json, String path) {
        Nested policy = Nested.of(json, path, FIELDS);
        RetryPolicy read = new RetryPolicy(
                policy.objects("rules", RULE_FIELDS).stream()
                        .map(PolicyJson::rule)
                        .toList(),
                policy.whole("totalDeadline", Long.MIN_VALUE, Long.MAX_VALUE).orElse(null),
                policy.oneOf("onExhausted", ExhaustedAction.class).orElse(ExhaustedAction.INCIDENT));
        List<String> problems = PolicyCheck.problems(read);
        if (!problems.isEmpty()) {
            throw Problem.of(Problems.INVALID_POLICY, problems.get(0))
                    .with("problems", problems)
                    .asException();
        }
        return read;
    }

    private static RetryRule rule(Nested rule) {
        return new RetryRule(
                rule.requiredText("name"),
                rule.texts("errorCodes"),
                rule.whole("maxAttempts", Integer.MIN_VALUE, Integer.MAX_VALUE)
                        .map(Math::toIntExact)
                        .orElse(null),
                rule.whole("initialInterval", Long.MIN_VALUE, Long.MAX_VALUE).orElse(1000L),
                rule.number("multiplier").orElse(2.0),
                rule.whole("maxInterval", Long.MIN_VALUE, Long.MAX_VALUE).orElse(null),
                rule.oneOf("jitter", Jitter.class).orElse(Jitter.NONE));
    }

    static ObjectNode write(String jobType, RetryPolicy policy) {
        ArrayNode rules = JsonNodeFactory.instance.arrayNode();
        policy.getRules().forEach(rule -> rules.add(write(rule)));
        JsonObject json = JsonObject.create().put("type", jobType).put("rules", rules);
        put(json, "totalDeadline", policy.getTotalDeadline());
        return json.put("onExhausted", policy.getOnExhausted().name()).node();
    }

    private static ObjectNode write(RetryRule rule) {
        ArrayNode codes = JsonNodeFactory.instance.arrayNode();
        rule.getErrorCodes().forEach(codes::add);
        JsonObject json = JsonObject.create().put("name", rule.getName()).put("errorCodes", codes);
        Integer most = rule.getMaxAttempts();
        put(json, "maxAttempts", most == null ? null : most.longValue());
        json.put("initialInterval", rule.getInitialInterval());
        json.put("multiplier", JsonNodeFactory.instance.numberNode(rule.getMultiplier()));
        put(json, "maxInterval", rule.getMaxInterval());
        return json.put("jitter", rule.getJitter().name()).node();
    }

    static void put(JsonObject json, String name, @Nullable Long value) {
        if (value != null) {
            json.put(name, value.longValue());
        }
    }
}
