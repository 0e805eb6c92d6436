package dev.reprise.query.jobs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reprise.query.FoundJob;
import dev.reprise.query.JobPage;
import dev.reprise.query.http.Later;
import dev.reprise.query.http.ProblemException;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers to reads with {@code consistency=stale}: they say so, in the member {@code stale} and in a header, if they come from a copy. */
final class StaleAnswers {
    private static final String MEMBER = "stale";

    private StaleAnswers() {}

    /** One job, or the problem that there is none, of which the same is said. */
    static void job(
            Context ctx,
            CompletableFuture<Aged<Optional<FoundJob>>> answer,
            Function<Optional<FoundJob>, ObjectNode> shown) {
        Later.json(
                ctx,
                () -> answer.thenApply(aged -> {
                    Staleness stale = aged.stale();
                    if (stale == null) {
                        return shown.apply(aged.value());
                    }
                    try {
                        ObjectNode json = shown.apply(aged.value());
                        ctx.header(Staleness.HEADER, Staleness.header(List.of(stale)));
                        json.set(MEMBER, stale.json());
                        return json;
                    } catch (ProblemException e) {
                        throw e.problem()
                                .with(MEMBER, stale.json())
                                .withHeader(Staleness.HEADER, Staleness.header(List.of(stale)))
                                .asException();
                    }
                }));
    }

    /** A list; the member has an entry for each partition that was read from a copy. */
    static void page(
            Context ctx,
            CompletableFuture<List<Aged<PartitionPage>>> answer,
            int limit,
            Function<JobPage, ObjectNode> shown) {
        Later.json(
                ctx,
                () -> answer.thenApply(pages -> {
                    List<Staleness> stale = new ArrayList<>();
                    for (Aged<PartitionPage> page : pages) {
                        @Nullable Staleness one = page.stale();
                        if (one != null) {
                            stale.add(one);
                        }
                    }
                    ObjectNode json = shown.apply(
                            PageMerge.merge(pages.stream().map(Aged::value).toList(), limit));
                    if (!stale.isEmpty()) {
                        ctx.header(Staleness.HEADER, Staleness.header(stale));
                        ArrayNode entries = JsonNodeFactory.instance.arrayNode();
                        stale.forEach(one -> entries.add(one.json()));
                        json.set(MEMBER, entries);
                    }
                    return json;
                }));
    }
}
