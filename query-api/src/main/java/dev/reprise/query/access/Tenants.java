package dev.reprise.query.access;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Whose jobs somebody may see and touch. Those of others look as if they did not exist. */
public final class Tenants {
    /** The tenant of jobs for which nobody named one. */
    public static final String DEFAULT = "<default>";

    /** Those of everybody, also of tenants that come later. */
    public static final Tenants ALL = new Tenants(null);

    private final @Nullable Set<String> names;

    private Tenants(@Nullable Set<String> names) {
        this.names = names;
    }

    /** These alone; none if empty. */
    public static Tenants of(Collection<String> names) {
        return new Tenants(Set.copyOf(names));
    }

    public boolean all() {
        return names == null;
    }

    public boolean include(String tenantId) {
        return names == null || names.contains(tenantId);
    }

    public boolean include(Collection<String> tenantIds) {
        return names == null || names.containsAll(tenantIds);
    }

    /**
     * What is left of the tenants that a question is about.
     *
     * @param wanted null for any
     * @return null for any; an empty set if nothing is left
     */
    public @Nullable Set<String> narrow(@Nullable Set<String> wanted) {
        if (names == null || wanted == null) {
            return names == null ? wanted : names;
        }
        Set<String> both = new HashSet<>(wanted);
        both.retainAll(names);
        return both;
    }

    /** Their names in order; empty if they are all, also of tenants that come later. */
    public Optional<List<String>> narrowed() {
        return names == null ? Optional.empty() : Optional.of(names());
    }

    /** Those whose jobs are meant by somebody who names none: the default tenant if that is one, else all that there are. */
    public List<String> unnamed() {
        return include(byDefault()) ? List.of(byDefault()) : names();
    }

    /** The tenant of what is created, without naming one: the only one there is, else the default tenant. */
    public String byDefault() {
        return names != null && names.size() == 1 ? names.iterator().next() : DEFAULT;
    }

    /** Their names in order; empty if they are all. */
    public List<String> names() {
        return names == null ? List.of() : List.copyOf(new TreeSet<>(names));
    }

    @Override
    public String toString() {
        return names == null ? "*" : String.join(",", names());
    }
}
