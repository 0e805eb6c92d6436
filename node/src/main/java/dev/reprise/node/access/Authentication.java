package dev.reprise.node.access;

import dev.reprise.node.access.Refusals.Why;
import dev.reprise.query.access.Gate;
import dev.reprise.query.access.Needs;
import dev.reprise.query.access.Principal;
import dev.reprise.query.http.Problem;
import dev.reprise.query.http.ProblemException;
import dev.reprise.query.http.ProblemTypes;
import io.javalin.http.Context;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets in who presents a key, a password or a token, and only to routes that their roles and tenants open. */
final class Authentication implements Gate {

    private final @Nullable Keys keys;
    private final @Nullable Tokens tokens;
    private final PeerGate peers;
    private final Refusals refusals;

    Authentication(@Nullable Keys keys, @Nullable Tokens tokens, PeerGate peers, Refusals refusals) {
        this.keys = keys;
        this.tokens = tokens;
        this.peers = peers;
        this.refusals = refusals;
    }

    @Override
    public Principal admit(Context ctx, Needs needs) {
        if (needs == Needs.OPEN) {
            return Principal.NOBODY;
        }
        if (needs == Needs.PEER) {
            return peers.admit(ctx, needs);
        }
        Principal principal = principal(ctx);
        if (!needs.metBy(principal)) {
            refusals.count(Why.ROLE, ctx.ip(), principal.id());
            throw Principal.forbidden(
                    "Expected %s to do this, but '%s' does not have it".formatted(needs.words(), principal.id()));
        }
        return principal;
    }

    private Principal principal(Context ctx) {
        Presented presented = Presented.in(ctx);
        if (presented instanceof Presented.Nothing) {
            refusals.count(Why.NOTHING, ctx.ip(), "");
            throw unknown("Expected to be told who calls, but the request says nothing of it");
        }
        return found(presented).orElseThrow(() -> {
            refusals.count(Why.WRONG, ctx.ip(), presented instanceof Presented.Password given ? name(given) : "");
            return unknown("Expected a key, a password or a token that is known here, but it is not, or no more");
        });
    }

    private Optional<Principal> found(Presented presented) {
        if (presented instanceof Presented.Password given) {
            return keys == null ? Optional.empty() : keys.ofPassword(given.name(), given.password());
        }
        if (!(presented instanceof Presented.Token token)) {
            return Optional.empty();
        }
        Optional<Principal> byKey = keys == null ? Optional.empty() : keys.ofKey(token.text());
        return byKey.isEmpty() && tokens != null && Tokens.looksLikeOne(token.text()) ? tokens.of(token.text()) : byKey;
    }

    /** Only a name that somebody has: people type passwords into the wrong field. */
    private String name(Presented.Password given) {
        return keys != null && keys.hasUser(given.name()) ? given.name() : "";
    }

    private ProblemException unknown(String detail) {
        String challenge = keys == null
                ? "Bearer realm=\"reprise\""
                : "Basic realm=\"reprise\", charset=\"UTF-8\", Bearer realm=\"reprise\"";
        return Problem.of(ProblemTypes.UNAUTHENTICATED, detail)
                .withHeader("WWW-Authenticate", challenge)
                .asException();
    }
}
