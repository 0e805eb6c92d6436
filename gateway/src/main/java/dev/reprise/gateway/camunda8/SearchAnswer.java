package dev.reprise.gateway.camunda8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reprise.query.Matches;
import dev.reprise.query.Selection;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/**
 * A search, run by the reads and written as Camunda 8 does.
 *
 * @param <F> what the reads find
 * @param <T> that as it is searched by
 */
final class SearchAnswer<F, T> {
    private final SearchRequest<T> request;
    private final Function<F, T> view;

    SearchAnswer(SearchRequest<T> request, Function<F, T> view) {
        this.request = request;
        this.view = view;
    }

    /**
     * What the reads have to select. A page before a place is read backwards from that place, so that it is the one right before
     * it.
     */
    Selection<F> selection() {
        PageRequest page = request.page();
        Order<T> order = request.order();
        var forwards = (java.util.Comparator<F>) (a, b) -> order.compare(view.apply(a), view.apply(b));
        var after = page.after();
        var before = page.before();
        return new Selection<>(
                entry -> request.matches(view.apply(entry)),
                entry -> (after == null || order.compareTo(after, view.apply(entry)) > 0)
                        && (before == null || order.compareTo(before, view.apply(entry)) < 0),
                before == null ? forwards : forwards.reversed(),
                page.from(),
                page.limit());
    }

    /** The answer. All that was found is counted, so there are never more than it says. */
    ObjectNode json(Matches<F> matches, Function<T, ObjectNode> json) {
        List<T> found =
                new java.util.ArrayList<>(matches.found().stream().map(view).toList());
        if (request.page().before() != null) {
            Collections.reverse(found);
        }
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        found.forEach(entry -> items.add(json.apply(entry)));
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        page.put("totalItems", matches.total()).put("hasMoreTotalItems", false);
        page.put("startCursor", found.isEmpty() ? null : cursor(found.get(0)));
        page.put("endCursor", found.isEmpty() ? null : cursor(found.get(found.size() - 1)));
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.set("items", items);
        answer.set("page", page);
        return answer;
    }

    private String cursor(T entry) {
        return PageCursor.text(request.order().place(entry));
    }
}
