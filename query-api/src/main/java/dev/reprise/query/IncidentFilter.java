package dev.reprise.query;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which incidents are meant: all of what is not null must be so.
 *
 * @param open true for open ones alone, false for closed ones alone
 * @param keys of the jobs; they are looked up one by one
 */
public record IncidentFilter(
        @Nullable Boolean open,
        @Nullable Set<String> types,
        @Nullable Set<String> tenantIds,
        @Nullable Set<Long> keys) {
    /** Every incident. */
    public static final IncidentFilter ALL = new IncidentFilter(null, null, null, null);

    public IncidentFilter {
        types = types == null ? null : Set.copyOf(types);
        tenantIds = tenantIds == null ? null : Set.copyOf(tenantIds);
        keys = keys == null ? null : Set.copyOf(keys);
    }

    public IncidentFilter withOpen(@Nullable Boolean wanted) {
        return new IncidentFilter(wanted, types, tenantIds, keys);
    }

    public IncidentFilter withTypes(@Nullable Set<String> wanted) {
        return new IncidentFilter(open, wanted, tenantIds, keys);
    }

    public IncidentFilter withTenantIds(@Nullable Set<String> wanted) {
        return new IncidentFilter(open, types, wanted, keys);
    }

    public IncidentFilter withKeys(@Nullable Set<Long> wanted) {
        return new IncidentFilter(open, types, tenantIds, wanted);
    }

    public boolean matches(FoundIncident incident) {
        return (open == null || open == incident.isOpen())
                && (types == null || types.contains(incident.jobType()))
                && (tenantIds == null || tenantIds.contains(incident.tenantId()))
                && (keys == null || keys.contains(incident.jobKey()));
    }
}
