package dev.reprise.node;

import dev.reprise.node.PartState.Phase;
import dev.reprise.processor.streams.LiveMetrics;
import dev.reprise.query.QueryApi;
import dev.reprise.query.QuerySettings;
import dev.reprise.query.readmodel.ReadModelStreams;
import io.javalin.config.RoutesConfig;
import java.util.Map;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.state.HostInfo;

/** Reads over HTTP, and the read model of histories and counts: role {@code query}. */
final class QueryPart implements Part {
    private final ReadModelStreams model;
    private final QueryApi api;

    QueryPart(Surroundings node, ProcessorPart processor) {
        HostInfo self = HostInfo.buildFromEndpoint(node.address());
        model = new ReadModelStreams(StreamsSetup.of(node));
        api = new QueryApi(
                QueryApi.Engine.of(processor.streams(), self),
                QueryApi.Model.of(model, node.partitions(), self),
                QuerySettings.DEFAULT,
                node.security().link());
        node.metrics().show(() -> LiveMetrics.of(model.kafkaStreams()));
    }

    /** Reads of jobs, for the gateway. */
    QueryApi api() {
        return api;
    }

    @Override
    public String name() {
        return "query";
    }

    @Override
    public void register(RoutesConfig routes) {
        api.register(routes);
        api.registerEngineForPeers(routes);
        api.registerModelForPeers(routes);
    }

    @Override
    public void start() {
        model.start();
    }

    /** Ready also when the read model has stopped: jobs and incidents are read without it; {@code readModel} tells. */
    @Override
    public PartState state() {
        KafkaStreams.State state = model.kafkaStreams().state();
        String readModel = model.stoppedBecause().orElse(state.name());
        boolean settled =
                state == KafkaStreams.State.RUNNING || model.stoppedBecause().isPresent();
        return new PartState(settled ? Phase.READY : Phase.STARTING, readModel, Map.of("readModel", readModel));
    }

    @Override
    public void drain() {
        api.close();
    }

    @Override
    public void close() {
        model.close();
    }
}
