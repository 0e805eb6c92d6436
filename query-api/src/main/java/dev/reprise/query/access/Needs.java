package dev.reprise.query.access;

import io.javalin.router.EndpointMetadata;
import java.util.List;
import java.util.stream.Collectors;

/** What a route asks of its caller. A route that says nothing is closed wherever callers are looked at. */
public enum Needs implements EndpointMetadata {
    /** Nothing: it tells nothing and changes nothing. */
    OPEN,
    /** To be somebody, whatever the roles. */
    KNOWN,
    READ(false, Role.READ),
    /** For reads that workers depend on, too. */
    READ_OR_WORK(false, Role.READ, Role.WORK),
    /** For what the whole cluster has in common: it is not divided by tenants. */
    READ_ALL_TENANTS(true, Role.READ),
    WORK(false, Role.WORK),
    /** For what both do; the handler looks closer. */
    WORK_OR_OPERATE(false, Role.WORK, Role.OPERATE),
    OPERATE(false, Role.OPERATE),
    /** For what changes the behaviour of jobs of every tenant. */
    OPERATE_ALL_TENANTS(true, Role.OPERATE),
    /** To be another node of the cluster. */
    PEER,
    /** Of a route that has not said: nobody may. */
    UNDECLARED;

    private final boolean allTenants;
    private final List<Role> roles;

    Needs() {
        this(false);
    }

    Needs(boolean allTenants, Role... oneOf) {
        this.allTenants = allTenants;
        roles = List.of(oneOf);
    }

    /** Whether somebody with these roles and tenants may use the route. */
    public boolean metBy(Principal principal) {
        return switch (this) {
            case OPEN, KNOWN -> true;
            case PEER, UNDECLARED -> false;
            default ->
                roles.stream().anyMatch(principal::may)
                        && (!allTenants || principal.tenants().all());
        };
    }

    /** In words: {@code the role read, and all tenants}. */
    public String words() {
        String any = roles.stream().map(Role::text).collect(Collectors.joining(" or "));
        return switch (this) {
            case OPEN -> "nothing";
            case KNOWN -> "any role";
            case PEER -> "to be a node of the cluster";
            case UNDECLARED -> "what nobody has";
            default -> "the role " + any + (allTenants ? ", for all tenants" : "");
        };
    }
}
