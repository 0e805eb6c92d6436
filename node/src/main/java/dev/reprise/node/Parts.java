package dev.reprise.node;

import dev.reprise.node.config.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The parts that a node's roles ask for, in the order in which they start. */
final class Parts {
    private Parts() {}

    static List<Part> of(Surroundings node, Teardown teardown) {
        Set<Role> roles = node.config().roles();
        List<Part> parts = new ArrayList<>();
        if (!roles.contains(Role.PROCESSOR)) {
            throw new NodeStartException(
                    "Expected the role processor among --roles: in this release the roles query and gateway work with the engine of their own node");
        }
        ProcessorPart processor = teardown.add("processor", new ProcessorPart(node));
        parts.add(processor);
        Optional<QueryPart> query = Optional.empty();
        if (roles.contains(Role.QUERY)) {
            query = Optional.of(teardown.add("query", new QueryPart(node, processor)));
            parts.add(query.get());
        }
        if (roles.contains(Role.GATEWAY)) {
            parts.add(teardown.add("gateway", new GatewayPart(node, processor, query)));
        }
        return parts;
    }
}
