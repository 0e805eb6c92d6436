package dev.reprise.gateway.camunda8;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The order of a search: by some properties, entries without a value last in either direction, and at the end by the key, so that
 * it is the same every time and a cursor has one place in it.
 *
 * @param key the property that tells entries apart
 */
record Order<T>(List<By<T>> by, Property<T> key) implements Comparator<T> {
    /** One property to sort by. */
    record By<T>(Property<T> property, boolean descending) {}

    Order {
        by = List.copyOf(by);
    }

    @Override
    public int compare(T a, T b) {
        for (By<T> each : by) {
            int compared = compare(each, each.property().of(a), each.property().of(b));
            if (compared != 0) {
                return compared;
            }
        }
        return compare(key.of(a), key.of(b));
    }

    /** The values that an entry is sorted by: what a cursor holds. */
    List<@Nullable Comparable<?>> place(T entry) {
        List<@Nullable Comparable<?>> place = new ArrayList<>();
        by.forEach(each -> place.add(each.property().of(entry)));
        place.add(key.of(entry));
        return place;
    }

    /** Where an entry is as seen from a place: negative before it, 0 at it, positive after it. */
    int compareTo(List<@Nullable Comparable<?>> place, T entry) {
        for (int i = 0; i < by.size(); i++) {
            int compared = compare(by.get(i), by.get(i).property().of(entry), place.get(i));
            if (compared != 0) {
                return compared;
            }
        }
        return compare(key.of(entry), place.get(by.size()));
    }

    private static <T> int compare(By<T> by, @Nullable Comparable<?> a, @Nullable Comparable<?> b) {
        if (a == null || b == null) {
            return compare(a, b);
        }
        return by.descending() ? compare(b, a) : compare(a, b);
    }

    /** Values of one property; null comes last. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    static int compare(@Nullable Comparable<?> a, @Nullable Comparable<?> b) {
        if (a == null || b == null) {
            return a == b ? 0 : a == null ? 1 : -1;
        }
        return ((Comparable) a).compareTo(b);
    }
}
