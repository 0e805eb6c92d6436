package dev.reprise.faults.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reprise.common.JobState;
import dev.reprise.processor.replay.Replay;
import dev.reprise.processor.replay.ReplayResult;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares what the nodes have in their stores with the log: everything by a replay, and what each node answers of a sample of jobs, of
 * the counts and of the open incidents with what the checker knows.
 */
public final class StoresCheck {
    private static final int MOST = 50;

    private final List<NodeReader> nodes;
    private final Map<String, ?> kafka;
    private final Duration patience;
    private final List<String> differences = new ArrayList<>();
    private long answers;
    private long moved;

    /**
     * A check of all nodes of a cluster.
     *
     * @param nodes base URLs
     * @param headers sent with each request, to authenticate for example
     * @param kafka settings of Kafka's clients and of the serdes, {@code bootstrap.servers} at least
     * @param patience how long a node that does not answer is asked again, and counts are waited for
     */
    public StoresCheck(List<URI> nodes, Map<String, String> headers, Map<String, ?> kafka, Duration patience) {
        HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
        this.nodes = nodes.stream()
                .map(node -> new NodeReader(node, http, headers, patience))
                .toList();
        this.kafka = kafka;
        this.patience = patience;
    }

    /**
     * Compares. The load must have come to rest since the check; jobs that have gone on by themselves are counted and left out.
     *
     * @throws RuntimeException if the brokers or a node cannot be asked
     */
    public StoresReport run(CheckReport checked) {
        ReplayResult replay = Replay.run(kafka, soFar -> {});
        checked.sample().values().forEach(jobs -> jobs.forEach(this::job));
        nodes.forEach(node -> counts(node, checked.figures()));
        nodes.forEach(node -> incidents(node, checked.figures().openIncidents()));
        return new StoresReport(replay, answers, moved, List.copyOf(differences));
    }

    private void job(FinalJob job) {
        JsonNode first = null; // what the first node says
        for (NodeReader node : nodes) {
            Optional<JsonNode> answer = node.get("/v1/jobs/" + job.jobKey()).map(StoresCheck::withoutPosition);
            answers++;
            if (answer.isEmpty()) {
                differ("%s has no job %d, which is %s".formatted(node.node, job.jobKey(), job.state()));
                continue;
            }
            JsonNode json = answer.get();
            if (json.path("sequence").asLong() > job.sequence()) {
                moved++;
                return;
            }
            if (!says(json, job)) {
                differ("%s says %s, but the log says %s".formatted(node.node, json, job));
            } else if (first != null && !first.equals(json)) {
                differ("%s says %s, but %s says %s".formatted(node.node, json, nodes.get(0).node, first));
            }
            first = first == null ? json : first;
        }
    }

    private static boolean says(JsonNode json, FinalJob job) {
        return json.path("state").asText().equals(job.state().name())
                && json.path("sequence").asLong() == job.sequence()
                && json.path("retries").asInt() == job.retries()
                && json.path("attempt").asInt() == job.attempt();
    }

    /** Without the position: it is how far the partition is, and says nothing of the job. */
    private static JsonNode withoutPosition(JsonNode json) {
        ObjectNode copy = json.deepCopy();
        copy.remove("position");
        return copy;
    }

    /** The counts come from a read model, which may be a little behind. */
    private void counts(NodeReader node, Figures figures) {
        long until = System.nanoTime() + patience.toNanos();
        while (true) {
            JsonNode states = node.get("/v1/stats").orElseThrow().path("states");
            answers++;
            if (counts(states, figures.finalStates())) {
                return;
            } else if (System.nanoTime() > until) {
                differ("%s counts %s, but the log says %s".formatted(node.node, states, figures.finalStates()));
                return;
            }
            NodeReader.pause();
        }
    }

    private static boolean counts(JsonNode states, Map<JobState, Long> expected) {
        for (JobState state : JobState.values()) {
            if (state != JobState.UNSPECIFIED
                    && states.path(state.name()).asLong() != expected.getOrDefault(state, 0L)) {
                return false;
            }
        }
        return true;
    }

    private void incidents(NodeReader node, long expected) {
        long found = node.all("/v1/incidents?limit=1000", "incidents").size();
        answers++;
        if (found != expected) {
            differ("%s lists %d open incidents, but the log has %d".formatted(node.node, found, expected));
        }
    }

    private void differ(String sentence) {
        if (differences.size() < MOST) {
            differences.add(sentence);
        }
    }
}
