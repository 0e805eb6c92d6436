package dev.reprise.node;

import dev.reprise.gateway.Gateway;
import dev.reprise.gateway.camunda7.Camunda7Api;
import dev.reprise.gateway.camunda8.Camunda8Api;
import dev.reprise.gateway.cloudflow.CloudFlowApi;
import dev.reprise.gateway.codepipeline.CodePipelineApi;
import dev.reprise.gateway.commands.GatewaySettings;
import dev.reprise.gateway.credentials.Access;
import dev.reprise.gateway.nativeapi.NativeApi;
import dev.reprise.gateway.policies.RetryPolicies;
import dev.reprise.node.PartState.Phase;
import dev.reprise.node.config.BoundOptions;
import dev.reprise.node.config.NodeConfig;
import dev.reprise.node.config.NodeOptions;
import dev.reprise.query.http.ErrorForm;
import dev.reprise.schemas.JobKeyMinter;
import dev.reprise.schemas.RecordSerdes;
import io.javalin.config.RoutesConfig;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Commands over HTTP with awaited answers: role {@code gateway}. */
final class GatewayPart implements Part {
    private final RecordSerdes serdes;
    private final Gateway gateway;
    private final NativeApi nativeApi;
    private final Optional<Camunda8Api> camunda8;
    private final Optional<CodePipelineApi> codePipeline;
    private final Optional<Camunda7Api> camunda7;
    private final Optional<CloudFlowApi> cloudFlow;

    GatewayPart(Surroundings node, ProcessorPart processor, Optional<QueryPart> query) {
        serdes = RecordSerdes.from(node.config().recordSettings());
        gateway = Gateway.start(
                settings(node.config()),
                node.kafka().client(Map.of()),
                serdes,
                node.metrics().metrics());
        // Two nodes that draw the same number still mint different keys, unless they do so in the same millisecond.
        JobKeyMinter minter =
                new JobKeyMinter(Clock.systemUTC(), new SecureRandom().nextInt(JobKeyMinter.MAX_NODE + 1));
        nativeApi = new NativeApi(
                gateway,
                serdes,
                minter,
                RetryPolicies.of(processor.streams().reads().policies()),
                Clock.systemUTC());
        camunda8 = query.map(QueryPart::api)
                .map(reads -> new Camunda8Api(gateway, reads.visibleJobs(), reads.visibleIncidents()));
        Access access = CloudApis.access(node.config());
        codePipeline = query.map(QueryPart::api)
                .map(reads -> new CodePipelineApi(
                        gateway,
                        reads.jobs(),
                        RetryPolicies.of(processor.streams().reads().policies()),
                        access,
                        CloudApis.codePipeline(node.config()),
                        Clock.systemUTC()));
        cloudFlow = query.map(QueryPart::api)
                .map(reads -> new CloudFlowApi(
                        gateway.commands(),
                        reads.jobs(),
                        TaskTokenSecrets.tokens(node.config(), node.data()),
                        access,
                        CloudApis.cloudFlow(node.config()),
                        Clock.systemUTC()));
        boolean strict = Boolean.parseBoolean(node.config().text(NodeOptions.CAMUNDA7_STRICT_STATUS));
        camunda7 = query.map(QueryPart::api)
                .map(reads -> new Camunda7Api(gateway, reads, minter, Clock.systemUTC(), strict));
    }

    private static GatewaySettings settings(NodeConfig config) {
        return GatewaySettings.standard()
                .mostInFlight(config.number(NodeOptions.MOST_IN_FLIGHT))
                .patience(config.millis(NodeOptions.ANSWER_TIMEOUT_MS))
                .answerTarget(config.millis(BoundOptions.ANSWER_TARGET_MS))
                .mostWaiters(config.number(NodeOptions.MOST_WAITERS))
                .linger(config.millis(NodeOptions.LINGER_MS));
    }

    @Override
    public String name() {
        return "gateway";
    }

    @Override
    public void register(RoutesConfig routes) {
        nativeApi.register(routes);
        camunda8.ifPresent(api -> api.register(routes));
        codePipeline.ifPresent(api -> api.register(routes));
        camunda7.ifPresent(api -> api.register(routes));
        cloudFlow.ifPresent(api -> api.register(routes));
    }

    @Override
    public List<ErrorForm> errorForms() {
        return Stream.of(
                        camunda8.map(Camunda8Api::errorForm),
                        camunda7.map(Camunda7Api::errorForm),
                        codePipeline.map(CodePipelineApi::errorForm),
                        cloudFlow.map(CloudFlowApi::errorForm))
                .flatMap(Optional::stream)
                .toList();
    }

    /** The gateway is on its way since it was made; batches wait until now. */
    @Override
    public void start() {
        camunda7.ifPresent(Camunda7Api::start);
    }

    @Override
    public PartState state() {
        return gateway.ready()
                ? PartState.of(Phase.READY, "takes commands")
                : PartState.of(Phase.STARTING, "is not connected to Kafka yet");
    }

    @Override
    public void drain() {
        gateway.drain();
    }

    @Override
    public void close() {
        camunda7.ifPresent(Camunda7Api::close);
        gateway.close();
        serdes.close();
    }
}
