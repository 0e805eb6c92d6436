package dev.reprise.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reprise.query.http.HttpSpec;
import dev.reprise.query.jobs.EnginePartition;
import dev.reprise.query.jobs.EngineStores;
import dev.reprise.query.jobs.Staleness;
import dev.reprise.query.partition.Place;
import dev.reprise.query.partition.Placement;
import dev.reprise.query.partition.Unavailable;
import dev.reprise.query.readmodel.ReadModelOnMaps;
import dev.reprise.query.readmodel.ReadModelPartition;
import dev.reprise.query.readmodel.ReadModelStores;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.apache.kafka.streams.state.HostInfo;

/** Nodes that answer reads over HTTP, with the real engine and the real fold in memory. Every answer is held against the API's description. */
public final class ReadCluster implements AutoCloseable {
    private static final OpenApiContract CONTRACT = new OpenApiContract();
    private static final int NOBODY = -1;

    public final EngineOnMaps engine;
    public final ReadModelOnMaps model;
    /** What copies hold: nothing, unless a test lets the same happen here. */
    public final EngineOnMaps copied;

    private final AtomicIntegerArray owners;
    private final Map<Integer, Integer> copies = new ConcurrentHashMap<>();
    private volatile Staleness staleness = new Staleness(0, null, null);
    private final List<QueryApi> apis = new ArrayList<>();
    private final List<HttpSpec> servers = new ArrayList<>();

    public ReadCluster(int partitions, int nodes) {
        this(partitions, nodes, QuerySettings.DEFAULT);
    }

    public ReadCluster(int partitions, int nodes, QuerySettings settings) {
        engine = new EngineOnMaps(partitions);
        copied = new EngineOnMaps(partitions);
        model = new ReadModelOnMaps(partitions);
        owners = new AtomicIntegerArray(partitions);
        for (int partition = 0; partition < partitions; partition++) {
            owners.set(partition, partition % nodes);
        }
        for (int node = 0; node < nodes; node++) {
            Seen seen = new Seen(node);
            QueryApi api = new QueryApi(
                    new QueryApi.Engine(seen, seen.engine()), new QueryApi.Model(seen, seen.model()), settings);
            apis.add(api);
            servers.add(new HttpSpec(config -> {
                api.register(config.routes);
                api.registerEngineForPeers(config.routes);
                api.registerModelForPeers(config.routes);
            }));
        }
    }

    /** Asks the first node. */
    public HttpResponse<String> get(String path, String... headers) {
        return getFrom(0, path, headers);
    }

    public HttpResponse<String> getFrom(int node, String path, String... headers) {
        HttpResponse<String> answer = servers.get(node).get(path, headers);
        CONTRACT.check("GET", path, answer);
        return answer;
    }

    /** The JSON of an answer that must be 200. */
    public JsonNode json(String path) {
        HttpResponse<String> answer = get(path);
        if (answer.statusCode() != 200) {
            throw new AssertionError("Expected 200 for " + path + ", but got " + answer.body());
        }
        return HttpSpec.json(answer);
    }

    public HttpSpec server(int node) {
        return servers.get(node);
    }

    public QueryApi api(int node) {
        return apis.get(node);
    }

    /** From now on the partition is on this node. */
    public void move(int partition, int node) {
        owners.set(partition, node);
    }

    /** Nobody has the partition. */
    public void lose(int partition) {
        owners.set(partition, NOBODY);
    }

    /** This node keeps a copy of the partition. */
    public void keepCopy(int partition, int node) {
        copies.put(partition, node);
    }

    /** What is said of all copies. */
    public void age(Staleness age) {
        staleness = age;
    }

    public void stop(int node) {
        servers.get(node).close();
    }

    @Override
    public void close() {
        apis.forEach(QueryApi::close);
        servers.forEach(HttpSpec::close);
    }

    /** The cluster as one node sees it. */
    private final class Seen implements Placement {
        private final int node;

        private Seen(int node) {
            this.node = node;
        }

        @Override
        public int partitions() {
            return owners.length();
        }

        @Override
        public Place of(int partition) {
            int owner = owners.get(partition);
            if (owner == NOBODY) {
                return new Place.Nowhere("no node has it at the moment");
            }
            return owner == node
                    ? new Place.Here()
                    : new Place.There(
                            new HostInfo("127.0.0.1", servers.get(owner).port()));
        }

        @Override
        public List<HostInfo> copies(int partition) {
            Integer keeper = copies.get(partition);
            return keeper == null || keeper == node
                    ? List.of()
                    : List.of(new HostInfo("127.0.0.1", servers.get(keeper).port()));
        }

        EngineStores engine() {
            return new EngineStores() {
                @Override
                public EnginePartition partition(int partition) {
                    requireHere(partition);
                    return engine.partition(partition);
                }

                @Override
                public boolean hasCopy(int partition) {
                    return Objects.equals(copies.get(partition), node);
                }

                @Override
                public EnginePartition copy(int partition) {
                    return copied.partition(partition);
                }

                @Override
                public CompletableFuture<Staleness> staleness(int partition) {
                    return CompletableFuture.completedFuture(
                            new Staleness(partition, staleness.asOf(), staleness.recordsBehind()));
                }
            };
        }

        ReadModelStores model() {
            return new ReadModelStores() {
                @Override
                public ReadModelPartition partition(int partition) {
                    requireHere(partition);
                    return model.partition(partition);
                }

                @Override
                public void requireRunning() {
                    model.requireRunning();
                }
            };
        }

        private void requireHere(int partition) {
            if (owners.get(partition) != node) {
                throw Unavailable.partition(partition, "it is moving or being restored");
            }
        }
    }
}
