package dev.reprise.gateway.camunda8;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A search: what entries must be like, their order and which window of them is wanted.
 *
 * @param conditions which must all hold
 */
record SearchRequest<T>(List<Condition<T>> conditions, Order<T> order, PageRequest page) {
    static final Set<String> PROPERTIES = Set.of("page", "sort", "filter");

    private static final List<String> DIRECTIONS = List.of("ASC", "DESC");

    /**
     * The search in a body, which may be missing.
     *
     * @param properties that entries have, by name
     * @param key name of the one that tells entries apart, which is also the order if none is asked for
     */
    static <T> SearchRequest<T> of(Context ctx, Map<String, Property<T>> properties, String key) {
        return of(RequestBody.optional(ctx, PROPERTIES).binding(), properties, key);
    }

    static <T> SearchRequest<T> of(Binding body, Map<String, Property<T>> properties, String key) {
        Order<T> order = order(body, properties, key);
        Binding filter = body.object("filter", properties.keySet());
        return new SearchRequest<>(
                filter == null ? List.of() : conditions(filter, properties),
                order,
                PageRequest.of(body.object("page", PageRequest.properties()), order));
    }

    private static <T> Order<T> order(Binding body, Map<String, Property<T>> properties, String key) {
        List<String> sortable = new TreeMap<>(properties)
                .values().stream()
                        .filter(Property::sortable)
                        .map(Property::name)
                        .toList();
        List<Order.By<T>> by = new ArrayList<>();
        for (Binding sort : body.objects("sort", Set.of("field", "order"))) {
            JsonNode field = sort.value("field");
            if (field == null) {
                throw RestProblem.invalidArgument("Sort field must not be null.")
                        .asException();
            }
            JsonNode direction = sort.value("order");
            by.add(new Order.By<>(
                    known(properties, Operand.word("field", sortable, field)),
                    direction != null
                            && Operand.word("order", DIRECTIONS, direction).equals("DESC")));
        }
        return new Order<>(by, known(properties, key));
    }

    private static <T> List<Condition<T>> conditions(Binding filter, Map<String, Property<T>> properties) {
        List<Condition<T>> conditions = new ArrayList<>();
        for (Property<T> property : properties.values()) {
            JsonNode given = filter.value(property.name());
            if (given != null) {
                conditions.add(Condition.of(property, given, filter.at(property.name())));
            }
        }
        return conditions;
    }

    private static <T> Property<T> known(Map<String, Property<T>> properties, String name) {
        Property<T> property = properties.get(name);
        if (property == null) {
            throw new IllegalArgumentException("Expected a property, but there is none called " + name);
        }
        return property;
    }

    boolean matches(T entry) {
        return conditions.stream().allMatch(condition -> condition.holds(entry));
    }

    /** The values that this property can have in what is found, as far as the filter says it in so many words. */
    Optional<Set<Comparable<?>>> only(String property) {
        return conditions.stream()
                .filter(condition -> condition.property().name().equals(property))
                .map(Condition::only)
                .flatMap(java.util.stream.Stream::ofNullable)
                .findFirst();
    }

    /** The same as texts. */
    Optional<Set<String>> onlyTexts(String property) {
        return only(property)
                .map(values -> values.stream().map(Object::toString).collect(Collectors.toSet()));
    }

    /** The keys of jobs that what is found can have, by any of the properties that hold one; only those that a job can have. */
    Optional<Set<Long>> onlyJobKeys(String... properties) {
        for (String property : properties) {
            Optional<Set<Comparable<?>>> only = only(property);
            if (only.isPresent()) {
                Set<Long> keys = new LinkedHashSet<>();
                only.get().forEach(key -> keys.add((Long) key));
                keys.removeIf(key -> key < 1);
                return Optional.of(keys);
            }
        }
        return Optional.empty();
    }
}
