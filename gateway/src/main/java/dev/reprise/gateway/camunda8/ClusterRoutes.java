package dev.reprise.gateway.camunda8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reprise.gateway.Gateway;
import dev.reprise.query.access.Needs;
import dev.reprise.query.http.Routes;
import io.javalin.http.Context;

/** What clients ask of the cluster as a whole. */
final class ClusterRoutes {
    /** The release of Camunda whose API this is. */
    static final String VERSION = "8.9.0";

    private static final int DEFAULT_PORT = 80;

    private final Gateway gateway;

    ClusterRoutes(Gateway gateway) {
        this.gateway = gateway;
    }

    void register(Routes routes) {
        routes.needing(Needs.KNOWN)
                .get("/v2/topology", "Camunda 8: the cluster.", this::topology)
                .needing(Needs.OPEN)
                .get("/v2/status", "Camunda 8: whether the cluster takes requests.", this::status)
                .needing(Needs.KNOWN)
                .get("/v2/license", "Camunda 8: the license; there is none.", ClusterRoutes::license);
    }

    private void status(Context ctx) {
        ctx.status(gateway.ready() ? 204 : 503);
        ctx.res().setContentType(null);
    }

    /**
     * To clients the cluster is one broker, at the address that they reached: which node decides about a partition is nobody's
     * business but the nodes', since every one of them takes every request.
     */
    private void topology(Context ctx) {
        int count = gateway.commands().partitions();
        ArrayNode partitions = array();
        for (int partition = 1; partition <= count; partition++) {
            partitions.add(object().put("partitionId", partition)
                    .put("role", "leader")
                    .put("health", gateway.ready() ? "healthy" : "unhealthy"));
        }
        ObjectNode broker = object().put("nodeId", 0)
                .put("host", ctx.req().getServerName())
                .put(
                        "port",
                        ctx.req().getServerPort() <= 0
                                ? DEFAULT_PORT
                                : ctx.req().getServerPort())
                .put("version", VERSION);
        broker.set("partitions", partitions);
        ObjectNode topology = object();
        topology.set("brokers", array().add(broker));
        ctx.json(topology.putNull("clusterId")
                .put("clusterSize", 1)
                .put("partitionsCount", count)
                .put("replicationFactor", 1)
                .put("gatewayVersion", VERSION)
                .put("lastCompletedChangeId", "-1"));
    }

    private static void license(Context ctx) {
        ctx.json(object().put("validLicense", false)
                .put("licenseType", "unknown")
                .put("isCommercial", false)
                .putNull("expiresAt"));
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }
}
