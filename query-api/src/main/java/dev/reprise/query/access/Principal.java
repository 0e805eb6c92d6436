package dev.reprise.query.access;

import dev.reprise.query.http.Problem;
import dev.reprise.query.http.ProblemTypes;
import io.javalin.http.Context;
import java.util.EnumSet;
import java.util.Set;

/**
 * Who calls, as far as the node believes it.
 *
 * @param id name for people and logs; no secret
 */
public record Principal(String id, Set<Role> roles, Tenants tenants) {
    /** Whoever reaches a node that looks at nobody. */
    public static final Principal EVERYBODY = new Principal("everybody", EnumSet.allOf(Role.class), Tenants.ALL);

    /** Whoever asks for what everybody may ask. */
    public static final Principal NOBODY = new Principal("nobody", Set.of(), Tenants.of(Set.of()));

    private static final String ATTRIBUTE = Principal.class.getName();

    public Principal {
        roles = Set.copyOf(roles);
    }

    /** Whether one of the roles is this one or includes it. */
    public boolean may(Role role) {
        return roles.contains(role) || (role == Role.READ && roles.contains(Role.OPERATE));
    }

    /** Ends the request with a 403 problem without this role. */
    public void require(Role role, String what) {
        if (!may(role)) {
            throw forbidden("Expected the role %s to %s, but '%s' does not have it".formatted(role.text(), what, id));
        }
    }

    /** Ends the request with a 403 problem if one of these tenants is another's. */
    public void requireTenants(Iterable<String> tenantIds) {
        for (String tenantId : tenantIds) {
            if (!tenants.include(tenantId)) {
                throw forbidden("Expected a tenant of '%s', but '%s' is none".formatted(id, tenantId));
            }
        }
    }

    /** The caller of this request. */
    public static Principal of(Context ctx) {
        Principal principal = ctx.attribute(ATTRIBUTE);
        if (principal == null) {
            throw new IllegalStateException("Expected the caller to be known, but nobody has looked");
        }
        return principal;
    }

    void attachTo(Context ctx) {
        ctx.attribute(ATTRIBUTE, this);
    }

    /** The problem of somebody who is known and may not. */
    public static RuntimeException forbidden(String detail) {
        return Problem.of(ProblemTypes.FORBIDDEN, detail).asException();
    }
}
