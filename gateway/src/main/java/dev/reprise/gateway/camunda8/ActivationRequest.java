package dev.reprise.gateway.camunda8;

import dev.reprise.gateway.activation.Poll;
import dev.reprise.gateway.activation.Wanted;
import dev.reprise.gateway.http.CallHeaders;
import dev.reprise.query.access.Principal;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request for jobs.
 *
 * @param withLease whether the worker wants to know the token of its lease (Camunda 8.10)
 */
record ActivationRequest(Poll poll, String type, boolean withLease) {
    /** How long to wait if the request says 0. */
    static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(10);

    /** Longest wait; whoever asks for more gets an empty answer then, and asks again. */
    static final Duration MOST_PATIENCE = Duration.ofMinutes(10);

    private static final Set<String> PROPERTIES = Set.of(
            "type",
            "timeout",
            "maxJobsToActivate",
            "worker",
            "fetchVariable",
            "requestTimeout",
            "tenantIds",
            "tenantFilter",
            "withLease");

    /** Whose jobs: those named, or those of all tenants that the caller belongs to. */
    private enum TenantFilter {
        PROVIDED,
        ASSIGNED
    }

    static ActivationRequest of(Context ctx) {
        Binding body = RequestBody.required(ctx, PROPERTIES).binding();
        String type = body.text("type");
        Long timeout = body.int64("timeout");
        Integer maxJobs = body.int32("maxJobsToActivate");
        String worker = body.text("worker");
        List<String> fetchVariable = body.texts("fetchVariable");
        Long requestTimeout = body.int64("requestTimeout");
        List<String> tenantIds = body.texts("tenantIds");
        TenantFilter tenants = body.constant("tenantFilter", TenantFilter.class);
        Boolean withLease = body.flag("withLease");
        validate(type, timeout, maxJobs);
        List<String> whose = whose(Principal.of(ctx), tenantIds, tenants);
        Poll poll = new Poll(
                worker == null ? "" : worker,
                Objects.requireNonNull(maxJobs),
                List.of(new Wanted(
                        Objects.requireNonNull(type),
                        Duration.ofMillis(Objects.requireNonNull(timeout)),
                        whose,
                        fetchVariable.isEmpty() ? null : fetchVariable,
                        false)),
                patience(requestTimeout == null ? 0 : requestTimeout),
                CallHeaders.traceParent(ctx));
        return new ActivationRequest(poll, Objects.requireNonNull(type), Boolean.TRUE.equals(withLease));
    }

    /** Whoever belongs to all tenants belongs to none in particular: to Camunda, multi-tenancy is off then. */
    private static List<String> whose(Principal worker, List<String> given, @Nullable TenantFilter filter) {
        if (filter == TenantFilter.ASSIGNED) {
            return worker.tenants()
                    .narrowed()
                    .filter(names -> !names.isEmpty())
                    .orElseThrow(() -> RestProblem.invalidArgument(
                                    "Expected to handle request Activate Jobs with ASSIGNED tenant filter, but"
                                            + " multi-tenancy is disabled")
                            .asException());
        }
        List<String> whose = given.isEmpty() ? worker.tenants().unnamed() : given;
        worker.requireTenants(whose);
        return whose;
    }

    private static void validate(@Nullable String type, @Nullable Long timeout, @Nullable Integer maxJobs) {
        Violations violations = new Violations();
        if (type == null || type.isBlank()) {
            violations.absent("type");
        }
        violations.positive("timeout", timeout);
        violations.positive("maxJobsToActivate", maxJobs);
        violations.end();
    }

    private static Duration patience(long requestTimeout) {
        if (requestTimeout == 0) {
            return DEFAULT_PATIENCE;
        }
        return requestTimeout < 0
                ? Duration.ZERO
                : Duration.ofMillis(Math.min(requestTimeout, MOST_PATIENCE.toMillis()));
    }
}
