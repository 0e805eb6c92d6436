package dev.reprise.gateway.nativeapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.reprise.gateway.commands.Outcome.NotAppended;
import dev.reprise.gateway.http.CallHeaders;
import dev.reprise.gateway.http.Later;
import dev.reprise.gateway.log.Append;
import dev.reprise.gateway.policies.PolicyLog;
import dev.reprise.gateway.policies.PolicyWrite;
import dev.reprise.gateway.policies.RetryPolicies;
import dev.reprise.policy.RetryPolicy;
import dev.reprise.processor.engine.policy.Simulation;
import dev.reprise.processor.streams.PartitionUnavailableException;
import dev.reprise.query.access.Needs;
import dev.reprise.query.http.JsonBody;
import dev.reprise.query.http.JsonObject;
import dev.reprise.query.http.Problem;
import dev.reprise.query.http.ProblemTypes;
import dev.reprise.query.http.QueryParameters;
import dev.reprise.query.http.Routes;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/** Retry policies of job types. */
final class PolicyRoutes {
    private static final int ACCEPTED = 202;
    private static final int NO_CONTENT = 204;
    private static final int USUAL_ATTEMPTS = 20;
    private static final long LATEST = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

    private final PolicyLog log;
    private final RetryPolicies policies;
    private final InstantSource clock;

    PolicyRoutes(PolicyLog log, RetryPolicies policies, InstantSource clock) {
        this.log = log;
        this.policies = policies;
        this.clock = clock;
    }

    void register(Routes routes) {
        routes.needing(Needs.READ)
                .get("/v1/retry-policies", "All retry policies.", this::list)
                .get("/v1/retry-policies/{type}", "The retry policy of a job type.", this::get)
                .needing(Needs.OPERATE_ALL_TENANTS)
                .put("/v1/retry-policies/{type}", "Set the retry policy of a job type.", this::put)
                .delete("/v1/retry-policies/{type}", "Take the retry policy of a job type away.", this::remove)
                .needing(Needs.READ)
                .post("/v1/retry-policies/{type}/simulation", "What a retry policy would do.", this::simulate);
    }

    private void list(Context ctx) {
        QueryParameters.of(ctx);
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        reading(policies::all).forEach((type, policy) -> all.add(PolicyJson.write(type, policy)));
        ctx.json(JsonObject.create().put("policies", all).node());
    }

    private void get(Context ctx) {
        QueryParameters.of(ctx);
        String type = type(ctx);
        ctx.json(PolicyJson.write(type, existing(type)));
    }

    private void put(Context ctx) {
        QueryParameters.of(ctx);
        CallHeaders.idempotencyKey(ctx); // taken, though to write the same twice does no harm anyway
        String type = type(ctx);
        RetryPolicy policy = policy(ctx, type);
        Later.answer(ctx, log.put(type, policy), written -> {
            ctx.status(status(written, 200));
            ctx.json(PolicyJson.write(type, policy));
        });
    }

    /** The policy in the body. It may have the type too, as the answer has, so that it can be read, changed and written. */
    private static RetryPolicy policy(Context ctx, String type) {
        Fields fields = Fields.of(ctx, "type", "rules", "totalDeadline", "onExhausted");
        fields.value("type").filter(given -> !type.equals(given.textValue())).ifPresent(given -> {
            throw JsonBody.wrong("type", "the one in the path", given);
        });
        return PolicyJson.read(fields.object("rules", "totalDeadline", "onExhausted"), "");
    }

    private void remove(Context ctx) {
        QueryParameters.of(ctx);
        CallHeaders.idempotencyKey(ctx);
        Fields.of(ctx);
        String type = type(ctx);
        existing(type);
        Later.answer(ctx, log.remove(type), written -> ctx.status(status(written, NO_CONTENT)));
    }

    private void simulate(Context ctx) {
        QueryParameters.of(ctx);
        String type = type(ctx);
        Fields fields = Fields.of(ctx, "policy", "errorCodes", "attempts", "jobKey", "createdAt");
        List<String> codes = fields.texts("errorCodes");
        long jobKey = fields.jobKey("jobKey").orElse(1L);
        long createdAt = fields.millis("createdAt", 0, LATEST).orElseGet(clock::millis);
        int attempts = fields.integer("attempts", 1, Simulation.MOST_ATTEMPTS).orElse(USUAL_ATTEMPTS);
        RetryPolicy policy = fields.value("policy")
                .map(json -> PolicyJson.read(json, "policy"))
                .orElseGet(() -> existing(type));
        List<Simulation.Step> steps =
                Simulation.run(policy, jobKey, codes == null ? List.of() : codes, createdAt, attempts);
        ctx.json(SimulationJson.write(type, steps));
    }

    private RetryPolicy existing(String type) {
        return reading(() -> policies.of(type))
                .orElseThrow(() -> Problem.of(
                                Problems.POLICY_NOT_FOUND,
                                "Expected a retry policy for '%s', but there is none".formatted(type))
                        .asException());
    }

    private static <T> T reading(Supplier<T> read) {
        try {
            return read.get();
        } catch (PartitionUnavailableException e) {
            throw Problem.of(
                            ProblemTypes.PARTITION_UNAVAILABLE,
                            "Expected to read retry policies, but the engine of this node has not started")
                    .retryAfter(Duration.ofSeconds(1))
                    .asException();
        }
    }

    private static String type(Context ctx) {
        String type = ctx.pathParam("type");
        if (type.isBlank() || type.length() > 255 || type.indexOf('\0') >= 0) {
            throw QueryParameters.wrong("type", "a job type of 1 to 255 characters", type);
        }
        return type;
    }

    private static int status(PolicyWrite written, int done) {
        if (written instanceof PolicyWrite.Failed failed) {
            throw problem(failed.why()).asException();
        }
        return written instanceof PolicyWrite.InForce ? done : ACCEPTED;
    }

    private static Problem problem(Append why) {
        return why instanceof Append.Refused refused
                ? Problems.of(new NotAppended(refused.refusal(), refused.reason()))
                : Problem.of(Problems.OUTCOME_UNKNOWN, "The policy may have been written. Write it again to be sure.");
    }
}
