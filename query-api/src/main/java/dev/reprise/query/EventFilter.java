package dev.reprise.query;

import dev.reprise.processor.engine.apply.EventHeader;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Which events are meant: all of what is not null must be so.
 *
 * @param kinds names of schemas of the package {@code dev.reprise.event}
 * @param from not before this
 * @param until before this
 * @param types of jobs
 * @param keys of jobs; they are looked up one by one
 */
public record EventFilter(
        @Nullable Set<String> kinds,
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable Set<String> types,
        @Nullable Set<String> tenantIds,
        @Nullable Set<Long> keys) {
    /** Every event. */
    public static final EventFilter ALL = new EventFilter(null, null, null, null, null, null);

    public EventFilter {
        kinds = kinds == null ? null : Set.copyOf(kinds);
        types = types == null ? null : Set.copyOf(types);
        tenantIds = tenantIds == null ? null : Set.copyOf(tenantIds);
        keys = keys == null ? null : Set.copyOf(keys);
    }

    /** Classes of the package {@code dev.reprise.event}. */
    public EventFilter withKinds(Set<Class<? extends SpecificRecord>> wanted) {
        Set<String> names = wanted.stream().map(Class::getSimpleName).collect(Collectors.toUnmodifiableSet());
        return new EventFilter(names, from, until, types, tenantIds, keys);
    }

    public EventFilter withTimes(@Nullable Instant notBefore, @Nullable Instant before) {
        return new EventFilter(kinds, notBefore, before, types, tenantIds, keys);
    }

    public EventFilter withTypes(@Nullable Set<String> wanted) {
        return new EventFilter(kinds, from, until, wanted, tenantIds, keys);
    }

    public EventFilter withTenantIds(@Nullable Set<String> wanted) {
        return new EventFilter(kinds, from, until, types, wanted, keys);
    }

    public EventFilter withKeys(@Nullable Set<Long> wanted) {
        return new EventFilter(kinds, from, until, types, tenantIds, wanted);
    }

    public boolean matches(SpecificRecord event) {
        return (kinds == null || kinds.contains(event.getSchema().getName()))
                && (types == null || types.contains(EventHeader.jobType(event)))
                && (tenantIds == null || tenantIds.contains(EventHeader.tenantId(event)))
                && (keys == null || keys.contains(EventHeader.jobKey(event)))
                && (from == null || !EventHeader.occurredAt(event).isBefore(from))
                && (until == null || EventHeader.occurredAt(event).isBefore(until));
    }
}
