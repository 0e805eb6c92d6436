package dev.reprise.gateway.camunda7;

import dev.reprise.common.ActivationOrder;
import java.util.List;

/** Sorting of fetchAndLock: by time of creation only, and the first entry counts (the Java client sends it twice). */
record Sorting(ActivationOrder order) {
    static Sorting of(List<RequestBody> entries) {
        ActivationOrder order = ActivationOrder.WAITING;
        for (RequestBody entry : entries) {
            ActivationOrder next = order(entry);
            order = order == ActivationOrder.WAITING ? next : order;
        }
        return new Sorting(order);
    }

    private static ActivationOrder order(RequestBody entry) {
        String by = entry.text("sortBy");
        String direction = entry.text("sortOrder");
        if (by == null || !by.equals("createTime")) {
            throw EngineError.invalid("Cannot set query sortBy parameter to value " + by);
        }
        if (direction == null) {
            throw EngineError.of(
                    400,
                    "NotValidException",
                    "Invalid query: call asc() or desc() after using orderByXX(): direction is null",
                    0);
        }
        return switch (direction) {
            case "asc" -> ActivationOrder.OLDEST;
            case "desc" -> ActivationOrder.NEWEST;
            default -> throw EngineError.invalid("Cannot set query sortOrder parameter to value " + direction);
        };
    }
}
