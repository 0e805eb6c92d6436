package dev.reprise.query.incidents;

import dev.reprise.query.IncidentFilter;
import dev.reprise.query.readmodel.NewestIncident;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Newest incidents of one partition by the read model, in the order of job keys.
 *
 * @param scannedTo all up to this key has been looked at; null if all there is
 */
record ModelPage(List<NewestIncident> incidents, @Nullable Long scannedTo) {
    /**
     * What a page is asked for.
     *
     * @param filter of which types and tenants count
     * @param afterKey keys above this one; 0 for all
     */
    record Request(IncidentFilter filter, long afterKey) {}

    /** On its way between nodes: rows as the store has them. */
    record Wire(List<byte[]> incidents, @Nullable Long scannedTo) {}

    /** One incident or none, on its way between nodes. */
    record Found(byte @Nullable [] incident) {}
}
