package dev.reprise.query.access;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.Set;

/**
 * A page of another site can make a browser send what looks like an order of the person in front of it, with the password that the
 * browser remembers, or to a node that trusts whoever is on this machine. Browsers tell of that themselves (Fetch Metadata).
 */
final class CrossSite {
    private static final Set<HandlerType> SAFE = Set.of(HandlerType.GET, HandlerType.HEAD, HandlerType.OPTIONS);

    private CrossSite() {}

    static void refuse(Context ctx) {
        if (!SAFE.contains(ctx.method()) && "cross-site".equals(ctx.header("Sec-Fetch-Site"))) {
            throw Principal.forbidden(
                    "Expected an order from a page of this node or from a program, but a page of another"
                            + " site has sent it");
        }
    }
}
