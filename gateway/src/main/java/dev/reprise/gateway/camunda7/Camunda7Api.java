package dev.reprise.gateway.camunda7;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reprise.gateway.Gateway;
import dev.reprise.query.JobQueries;
import dev.reprise.query.QueryApi;
import dev.reprise.query.access.Needs;
import dev.reprise.query.access.Visible;
import dev.reprise.query.http.ErrorForm;
import dev.reprise.query.http.Problem;
import dev.reprise.query.http.ProblemTypes;
import dev.reprise.query.http.Routes;
import dev.reprise.schemas.JobKeyMinter;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.List;

/** Camunda 7 external tasks under {@code /engine-rest}, and the same under {@code /engine-rest/engine/default}. */
public final class Camunda7Api implements AutoCloseable {
    /** Where the vendor's own server has it. */
    public static final String BASE = "/engine-rest";

    /** Version of the vendor's API that this is. */
    static final String VERSION = "7.24.0";

    private final EngineErrorForm errors;
    private final FetchRoute fetch;
    private final ReportRoutes reports;
    private final LockRoutes locks;
    private final TaskReads reads;
    private final IncidentRoutes incidents;
    private final VariableRoutes variables;
    private final BulkRoutes bulk;
    private final HistoryRoutes history;
    private final BatchRunner runner;

    /**
     * The API on a gateway.
     *
     * @param minter makes the keys of batches
     * @param strictStatus whether mistakes of the caller are answered with 500 where the vendor does so, and not with 400
     */
    public Camunda7Api(
            Gateway gateway, QueryApi queries, JobKeyMinter minter, InstantSource clock, boolean strictStatus) {
        Visible<JobQueries> jobs = queries.visibleJobs();
        errors = new EngineErrorForm(strictStatus);
        CommandAnswers answers = new CommandAnswers(gateway.commands(), queries.jobs());
        SetRetries setRetries = new SetRetries(gateway.commands());
        fetch = new FetchRoute(gateway.activations());
        reports = new ReportRoutes(answers);
        locks = new LockRoutes(answers, clock);
        reads = new TaskReads(jobs, clock);
        incidents = new IncidentRoutes(queries.visibleIncidents(), jobs, gateway.commands());
        variables = new VariableRoutes(reads, answers);
        bulk = new BulkRoutes(reads, setRetries, new RetriesBatch(gateway.commands(), jobs, minter, clock));
        history = new HistoryRoutes(queries.visibleEvents(), queries.visibleIncidents(), jobs);
        runner = new BatchRunner(gateway, setRetries);
    }

    /** How errors look below {@link #BASE}. */
    public ErrorForm errorForm() {
        return errors;
    }

    /** Begins to carry out batches. */
    public void start() {
        runner.start();
    }

    public void register(RoutesConfig config) {
        config.exception(EngineError.class, (error, ctx) -> errors.write(error, ctx));
        Routes routes = Routes.in(config);
        for (String base : List.of(BASE, BASE + "/engine/default")) {
            workers(routes, base + "/external-task");
            people(routes, base + "/external-task");
            incidents(routes, base);
            variables(routes, base);
            history(routes, base + "/history");
            about(routes, base);
        }
    }

    private void workers(Routes routes, String tasks) {
        routes.needing(Needs.WORK)
                .post(tasks + "/fetchAndLock", "Camunda 7: fetch tasks and lock them.", fetch::fetchAndLock)
                .get(tasks + "/fetchAndLock", "Camunda 7: not allowed.", Camunda7Api::notAllowed)
                .post(tasks + "/{id}/failure", "Camunda 7: report a failure.", reports::failure)
                .post(tasks + "/{id}/complete", "Camunda 7: complete a task.", reports::complete)
                .post(tasks + "/{id}/bpmnError", "Camunda 7: report an error of the business.", reports::bpmnError)
                .post(tasks + "/{id}/lock", "Camunda 7: lock a task.", locks::lock)
                .post(tasks + "/{id}/extendLock", "Camunda 7: lock a task for longer.", locks::extendLock)
                .needing(Needs.WORK_OR_OPERATE)
                .post(tasks + "/{id}/unlock", "Camunda 7: unlock a task.", locks::unlock);
    }

    private void people(Routes routes, String tasks) {
        routes.needing(Needs.READ)
                .get(tasks, "Camunda 7: list tasks.", reads::listByParameters)
                .post(tasks, "Camunda 7: list tasks.", reads::listByBody)
                .get(tasks + "/count", "Camunda 7: count tasks.", reads::countByParameters)
                .post(tasks + "/count", "Camunda 7: count tasks.", reads::countByBody)
                .get(tasks + "/topic-names", "Camunda 7: list topics.", reads::topicNames)
                .needing(Needs.OPERATE)
                .put(tasks + "/retries", "Camunda 7: set the retries of many tasks.", bulk::atOnce)
                .post(tasks + "/retries-async", "Camunda 7: set the retries of many tasks in a batch.", bulk::later)
                .put(tasks + "/{id}/retries", "Camunda 7: set the retries of a task.", locks::retries)
                .put(tasks + "/{id}/priority", "Camunda 7: set the priority of a task.", locks::priority)
                .needing(Needs.READ)
                .get(tasks + "/{id}/errorDetails", "Camunda 7: details of the last failure.", reads::errorDetails)
                .get(tasks + "/{id}", "Camunda 7: a task.", reads::one);
    }

    private void incidents(Routes routes, String base) {
        routes.needing(Needs.READ)
                .get(base + "/incident", "Camunda 7: list open incidents.", incidents::list)
                .get(base + "/incident/count", "Camunda 7: count open incidents.", incidents::count)
                .get(base + "/incident/{id}", "Camunda 7: an open incident.", incidents::one)
                .needing(Needs.OPERATE)
                .delete(base + "/incident/{id}", "Camunda 7: refused; raise the retries.", incidents::resolve)
                .put(base + "/incident/{id}/annotation", "Camunda 7: annotate an incident.", incidents::annotate)
                .delete(
                        base + "/incident/{id}/annotation",
                        "Camunda 7: take the annotation away.",
                        incidents::clearAnnotation)
                .needing(Needs.READ)
                .get(base + "/batch/{id}", "Camunda 7: a batch and what became of each id.", bulk::batch)
                .get(base + "/history/batch/{id}", "Camunda 7: a batch, ended or not.", bulk::historicBatch);
    }

    private void variables(Routes routes, String base) {
        String instance = base + "/process-instance/{id}";
        String execution = base + "/execution/{id}";
        routes.needing(Needs.READ_OR_WORK)
                .get(instance, "Camunda 7: the process instance of a task.", variables::processInstance)
                .needing(Needs.OPERATE)
                .delete(instance, "Camunda 7: cancel a task.", variables::delete)
                .needing(Needs.READ_OR_WORK)
                .get(instance + "/variables", "Camunda 7: variables.", variables::processVariables)
                .needing(Needs.WORK_OR_OPERATE)
                .post(instance + "/variables", "Camunda 7: set and remove variables.", variables::modify)
                .needing(Needs.READ_OR_WORK)
                .get(instance + "/variables/{name}", "Camunda 7: a variable.", variables::visibleVariable)
                .get(instance + "/variables/{name}/data", "Camunda 7: the bytes of a variable.", variables::data)
                .get(execution + "/localVariables", "Camunda 7: local variables.", variables::localVariables)
                .get(execution + "/localVariables/{name}", "Camunda 7: a variable.", variables::visibleVariable)
                .get(execution + "/localVariables/{name}/data", "Camunda 7: the bytes of a variable.", variables::data);
    }

    private void history(Routes routes, String base) {
        String log = base + "/external-task-log";
        routes.needing(Needs.READ)
                .get(log, "Camunda 7: what happened to tasks.", history::listByParameters)
                .post(log, "Camunda 7: what happened to tasks.", history::listByBody)
                .get(log + "/count", "Camunda 7: count what happened to tasks.", history::countByParameters)
                .post(log + "/count", "Camunda 7: count what happened to tasks.", history::countByBody)
                .get(log + "/{id}", "Camunda 7: something that happened to a task.", history::one)
                .get(log + "/{id}/error-details", "Camunda 7: details of a failure.", history::errorDetails)
                .get(base + "/incident", "Camunda 7: list incidents, open or closed.", history::incidents)
                .get(base + "/incident/count", "Camunda 7: count incidents, open or closed.", history::countIncidents);
    }

    private static void about(Routes routes, String base) {
        routes.needing(Needs.KNOWN)
                .get(base + "/version", "Camunda 7: version.", Camunda7Api::version)
                .get(base + "/engine", "Camunda 7: engines.", Camunda7Api::engines);
    }

    private static void version(Context ctx) {
        JsonAnswers.write(ctx, JsonNodeFactory.instance.objectNode().put("version", VERSION));
    }

    private static void engines(Context ctx) {
        ObjectNode engine = JsonNodeFactory.instance.objectNode().put("name", "default");
        JsonAnswers.write(ctx, JsonNodeFactory.instance.arrayNode().add(engine));
    }

    /** Or it would be a task with the id fetchAndLock. */
    private static void notAllowed(Context ctx) {
        throw Problem.of(ProblemTypes.METHOD_NOT_ALLOWED, "Expected POST, but got " + ctx.method())
                .withHeader("Allow", "POST")
                .asException();
    }

    @Override
    public void close() {
        runner.close();
    }
}
