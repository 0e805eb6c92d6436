package dev.reprise.node;

import dev.reprise.node.PartState.Phase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** How the node is doing, put together from its parts. */
final class Health {
    private final List<Part> parts;
    private volatile boolean stopping;

    Health(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /** From now on the node is not ready: whoever routes requests sends them elsewhere. */
    void stopping() {
        stopping = true;
    }

    /** Whether it makes sense to let the process go on. */
    boolean live() {
        return parts.stream().noneMatch(part -> part.state().phase() == Phase.FAILED);
    }

    /** Why requests are not served; empty if they are. */
    Optional<String> notReady() {
        if (stopping) {
            return Optional.of("the node is stopping");
        }
        String waiting = parts.stream()
                .filter(part -> part.state().phase() != Phase.READY)
                .map(part -> part.name() + ": " + part.state().detail())
                .collect(Collectors.joining("; "));
        return waiting.isEmpty() ? Optional.empty() : Optional.of(waiting);
    }

    /** Phase, detail and facts of each part by name. */
    Map<String, Map<String, Object>> parts() {
        Map<String, Map<String, Object>> all = new LinkedHashMap<>();
        for (Part part : parts) {
            PartState state = part.state();
            Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("phase", state.phase());
            shown.put("detail", state.detail());
            shown.putAll(state.facts());
            all.put(part.name(), shown);
        }
        return all;
    }
}
