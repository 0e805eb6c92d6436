package dev.reprise.node.access;

import dev.reprise.node.access.Refusals.Why;
import dev.reprise.query.access.Gate;
import dev.reprise.query.access.Needs;
import dev.reprise.query.access.Principal;
import io.javalin.http.Context;

/** Lets other nodes in where nodes talk to each other; everybody everywhere else. */
final class PeerGate implements Gate {
    private final ClusterSecret secret;
    private final boolean openWithoutSecret;
    private final Refusals refusals;

    /**
     * @param openWithoutSecret whether everybody is believed to be a node if the cluster has no secret
     */
    PeerGate(ClusterSecret secret, boolean openWithoutSecret, Refusals refusals) {
        this.secret = secret;
        this.openWithoutSecret = openWithoutSecret;
        this.refusals = refusals;
    }

    @Override
    public Principal admit(Context ctx, Needs needs) {
        boolean trusted = secret.exists() ? secret.isIn(ctx.header("Authorization")) : openWithoutSecret;
        if (needs == Needs.PEER && !trusted) {
            refusals.count(Why.PEER, ctx.ip(), "");
            throw Principal.forbidden(
                    "Expected a node of this cluster, which knows its cluster-secret, but this is none");
        }
        return Principal.EVERYBODY;
    }
}
