package dev.reprise.gateway.camunda7;

import io.javalin.http.Context;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of a query, from the parameters of a GET (lists separated by commas) or from a body (lists as arrays). */
final class QueryFields {
    private final @Nullable Context parameters;
    private final @Nullable RequestBody body;

    private QueryFields(@Nullable Context parameters, @Nullable RequestBody body) {
        this.parameters = parameters;
        this.body = body;
    }

    static QueryFields ofParameters(Context ctx) {
        return new QueryFields(ctx, null);
    }

    static QueryFields of(RequestBody body) {
        return new QueryFields(null, body);
    }

    @Nullable
    String text(String name) {
        return parameters != null ? parameters.queryParam(name) : body().text(name);
    }

    @Nullable
    List<String> texts(String name) {
        if (parameters == null) {
            List<@Nullable String> texts = body().texts(name);
            return texts == null ? null : FetchRequest.present(texts);
        }
        String text = parameters.queryParam(name);
        return text == null ? null : Arrays.asList(text.split(",", -1));
    }

    @Nullable
    Long whole(String name) {
        if (parameters == null) {
            return body().whole(name);
        }
        String text = parameters.queryParam(name);
        try {
            return text == null ? null : Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw unreadable(name, text, "Cannot convert value %s to java type java.lang.Long".formatted(text));
        }
    }

    @Nullable
    Instant date(String name) {
        String text = text(name);
        return text == null
                ? null
                : Dates.parse(text)
                        .orElseThrow(() -> unreadable(
                                name, text, "Cannot convert value \"%s\" to java type java.util.Date".formatted(text)));
    }

    /** Only true counts. */
    boolean isTrue(String name) {
        if (parameters == null) {
            return body().isTrue(name);
        }
        String text = parameters.queryParam(name);
        if (text == null) {
            return false;
        }
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw unreadable(name, text, "Cannot convert value %s to java type java.lang.Boolean".formatted(text));
        };
    }

    private RequestBody body() {
        if (body == null) {
            throw new IllegalStateException("Expected a query with parameters or with a body");
        }
        return body;
    }

    private static EngineError unreadable(String name, @Nullable String value, String why) {
        return EngineError.invalid("Cannot set query parameter '%s' to value '%s': %s".formatted(name, value, why));
    }

    /** What to sort by; empty if nothing is said. The last to break ties comes last. */
    List<Sort> sorting(Set<String> known) {
        if (parameters == null) {
            return body().objects("sorting").stream()
                    .map(entry -> sort(entry.text("sortBy"), entry.text("sortOrder"), known))
                    .toList();
        }
        String by = parameters.queryParam("sortBy");
        String order = parameters.queryParam("sortOrder");
        return by == null && order == null ? List.of() : List.of(sort(by, order, known));
    }

    /**
     * One criterion.
     *
     * @param by name of the property
     */
    record Sort(String by, boolean descending) {}

    private static Sort sort(@Nullable String by, @Nullable String order, Set<String> known) {
        if (by == null || order == null) {
            throw EngineError.invalid("Only a single sorting parameter specified. sortBy and sortOrder required");
        }
        if (!known.contains(by)) {
            throw EngineError.invalid("Cannot set query parameter 'sortBy' to value '%s'".formatted(by));
        }
        if (!order.equals("asc") && !order.equals("desc")) {
            throw EngineError.invalid("Cannot set query parameter 'sortOrder' to value '%s'".formatted(order));
        }
        return new Sort(by, order.equals("desc"));
    }

    /** Rows to pass over, 0 or more. */
    static int first(Context ctx) {
        return Math.max(0, number(ctx, "firstResult", 0));
    }

    /** Most rows to show, 0 or more. */
    static int most(Context ctx) {
        return Math.max(0, number(ctx, "maxResults", Integer.MAX_VALUE));
    }

    /** The vendor's framework answers 404 to a number that is none. */
    private static int number(Context ctx, String name, int otherwise) {
        String text = ctx.queryParam(name);
        try {
            return text == null || text.isEmpty() ? otherwise : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw EngineError.of(404, "QueryParamException", "HTTP 404 Not Found", null);
        }
    }
}
