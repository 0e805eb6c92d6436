package dev.reprise.gateway.codepipeline;

import dev.reprise.gateway.Gateway;
import dev.reprise.gateway.codepipeline.sigv4.SignatureVerifier;
import dev.reprise.gateway.credentials.Access;
import dev.reprise.gateway.policies.RetryPolicies;
import dev.reprise.query.JobQueries;
import dev.reprise.query.http.ErrorForm;
import io.javalin.config.RoutesConfig;
import java.time.InstantSource;

/** AWS CodePipeline's API for job workers, on {@code POST /} and under any prefix that no other API has. */
public final class CodePipelineApi {
    private final Route route;

    /**
     * The API on a gateway.
     *
     * @param jobs where jobs are read
     * @param policies the retry policies that the engine goes by
     * @param access who may call
     */
    public CodePipelineApi(
            Gateway gateway,
            JobQueries jobs,
            RetryPolicies policies,
            Access access,
            CodePipelineSettings settings,
            InstantSource clock) {
        Partners partners = new Partners(access.credentials());
        FoundJobs found = new FoundJobs(jobs, partners);
        Results results = new Results(gateway.commands(), settings);
        Operations operations = new Operations(
                new Polls(gateway.activations(), partners, settings),
                new Details(found, settings),
                new Acknowledgements(gateway.commands(), found, settings),
                new Successes(gateway.commands(), results, found),
                new Failures(results, found, policies));
        SignatureVerifier verifier =
                new SignatureVerifier(access, "codepipeline", settings.region(), settings.skew(), clock);
        route = new Route(new Admission(access, verifier), operations);
    }

    public void register(RoutesConfig routes) {
        route.register(routes);
    }

    /** How it tells of errors. */
    public ErrorForm errorForm() {
        return new CodePipelineErrors();
    }
}
