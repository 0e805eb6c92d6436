package dev.reprise.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.event.JobCompleted;
import dev.reprise.event.JobCreated;
import dev.reprise.event.JobFailed;
import dev.reprise.event.JobPurged;
import dev.reprise.processor.engine.apply.EventHeader;
import dev.reprise.query.http.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class EventSearchTest {
    private static final int PARTITIONS = 4;
    private static final long DAY = 24 * 60 * 60 * 1_000L;

    /** So little that a page ends in the middle of a job. */
    private static final QuerySettings SCANT = new QuerySettings(
            3, Duration.ofMillis(250), 40_000, 100, Duration.ofSeconds(60), 32 << 20, 2, Duration.ofSeconds(10));

    private final ReadCluster cluster = new ReadCluster(PARTITIONS, 2, SCANT);

    @AfterEach
    void close() {
        cluster.close();
    }

    @RepeatedTest(3)
    void findsEveryEventOnceWhateverTheFilterAndTheOrder() {
        long seed = Long.getLong("reprise.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < 400; i++) {
            if (random.nextInt(10) == 0) {
                cluster.engine.pass(random.nextInt(20_000));
            }
            SpecificRecord command = Commands.any(random, 30);
            if (command.getSchema().getField("jobKey") == null) {
                cluster.engine.handleIn(random.nextInt(PARTITIONS), command);
            } else {
                cluster.engine.handle(
                        (Long) command.get(
                                command.getSchema().getField("jobKey").pos()),
                        command);
            }
        }
        cluster.engine.pass(1);
        cluster.model.catchUp(cluster.engine);
        Instant middle = Instant.ofEpochMilli((EngineOnMaps.T0 + cluster.engine.now()) / 2);

        for (EventFilter filter : List.of(
                EventFilter.ALL,
                EventFilter.ALL.withKinds(Set.of(JobCreated.class, JobFailed.class)),
                EventFilter.ALL.withTypes(Set.of("send-mail")).withTenantIds(Set.of("<default>")),
                EventFilter.ALL.withTenantIds(Set.of("nobody")),
                EventFilter.ALL.withTimes(middle, null),
                EventFilter.ALL.withTimes(null, middle),
                EventFilter.ALL.withKinds(Set.of()),
                EventFilter.ALL.withKeys(Set.of(1L, 2L, 3L, 4L, 5L, 999L)).withKinds(Set.of(JobFailed.class)))) {
            for (Comparator<FoundEvent> order : List.of(FoundEvent.OLDEST_FIRST, FoundEvent.NEWEST_FIRST)) {
                List<String> all = expected(filter, order);
                int offset = random.nextInt(10);
                int limit = random.nextInt(20);
                Matches<FoundEvent> matches = search(
                        random.nextInt(2),
                        filter,
                        Selection.<FoundEvent>first(limit, any -> true, order).from(offset));

                assertThat(matches.total()).as("seed %d, %s", seed, filter).isEqualTo(all.size());
                assertThat(names(matches))
                        .as("seed %d, %s", seed, filter)
                        .isEqualTo(all.stream().skip(offset).limit(limit).toList());
                assertThat(matches.complete()).isTrue();
            }
        }
    }

    @Test
    void knowsTheJobAsItWasBeforeTheEvent() {
        cluster.engine.handle(1, Commands.create(1));
        cluster.engine.handle(1, Commands.fail(1, 2, 0));
        cluster.engine.handle(1, Commands.fail(1, 1, 0));
        cluster.model.catchUp(cluster.engine);

        List<FoundEvent> failures = search(
                        1,
                        EventFilter.ALL.withKinds(Set.of(JobFailed.class)),
                        Selection.first(10, any -> true, FoundEvent.OLDEST_FIRST))
                .found();

        assertThat(failures).extracting(found -> found.job().retriesGiven()).containsExactly(false, true);
        assertThat(failures).extracting(found -> found.job().retries()).containsExactly(3, 2);
        assertThat(failures)
                .extracting(found -> found.job().created().getBusinessKey())
                .containsOnly("order-1");
    }

    @Test
    void showsEventsWithoutWhatIsLargeAndOneWithEverything() {
        cluster.engine.handle(1, Commands.create(1));
        cluster.engine.handle(1, Commands.fail(1, 2, 0));
        cluster.model.catchUp(cluster.engine);
        for (int node = 0; node < 2; node++) {
            EventQueries events = cluster.api(node).events();

            for (FoundEvent found : search(
                            node, EventFilter.ALL, Selection.first(10, any -> true, FoundEvent.OLDEST_FIRST))
                    .found()) {
                assertThat(found.event().toString()).doesNotContain("Card.java").doesNotContain("42.50");
            }
            assertThat(events.event(1, 2, ReadAfter.NOTHING)
                            .join()
                            .orElseThrow()
                            .event())
                    .isInstanceOfSatisfying(
                            JobFailed.class,
                            failed -> assertThat(failed.getErrorDetails()).contains("Card.java"));
            assertThat(events.event(1, 3, ReadAfter.NOTHING).join()).isEmpty();
            assertThat(events.event(1, 0, ReadAfter.NOTHING).join()).isEmpty();
            assertThat(events.event(2, 1, ReadAfter.NOTHING).join()).isEmpty();
        }
    }

    @Test
    void waitsForWhatHappenedToAJobThatIsNamed() {
        cluster.engine.handle(1, Commands.create(1));
        cluster.model.catchUp(cluster.engine);
        cluster.engine.handle(1, Commands.complete(1));
        EventFilter done = EventFilter.ALL.withKinds(Set.of(JobCompleted.class));

        assertThat(search(0, done, Selection.count(any -> true)).total()).isZero();
        assertThatThrownBy(() -> cluster.api(0)
                        .events()
                        .search(
                                done.withKeys(Set.of(1L)),
                                Selection.count(any -> true),
                                new ReadAfter(null, Duration.ofMillis(10)))
                        .join())
                .hasCauseInstanceOf(ProblemException.class)
                .hasMessageContaining("event 2 of job 1");
        CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS)
                .execute(() -> cluster.model.catchUp(cluster.engine));
        assertThat(search(0, done.withKeys(Set.of(1L, 2L)), Selection.count(any -> true))
                        .total())
                .isEqualTo(1);
    }

    @Test
    void forgetsAJobWhenItIsPurged() {
        cluster.engine.handle(1, Commands.create(1));
        cluster.engine.handle(1, Commands.complete(1));
        cluster.model.catchUp(cluster.engine);
        assertThat(search(0, EventFilter.ALL, Selection.count(any -> true)).total())
                .isEqualTo(2);

        cluster.engine.pass(DAY);
        cluster.model.catchUp(cluster.engine);

        assertThat(search(0, EventFilter.ALL, Selection.count(any -> true)).total())
                .isZero();
    }

    @Test
    void isUnavailableWhileAPartitionIs() {
        cluster.engine.handle(1, Commands.create(1));
        cluster.model.catchUp(cluster.engine);
        cluster.model.moveAway(0);

        assertThatThrownBy(() -> search(0, EventFilter.ALL, Selection.count(any -> true)))
                .hasCauseInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> search(1, EventFilter.ALL, Selection.count(any -> true)))
                .hasCauseInstanceOf(ProblemException.class);
        cluster.model.stop("Expected an event, but got something else");
        assertThatThrownBy(() -> search(0, EventFilter.ALL, Selection.count(any -> true)))
                .hasMessageContaining("has stopped");
    }

    private List<String> expected(EventFilter filter, Comparator<FoundEvent> order) {
        List<SpecificRecord> all = cluster.engine.events();
        List<FoundEvent> kept = new ArrayList<>();
        Set<Long> gone = new HashSet<>();
        for (int i = all.size() - 1; i >= 0; i--) { // what is before a purge is gone
            SpecificRecord event = all.get(i);
            long key = EventHeader.jobKey(event);
            if (event instanceof JobPurged) {
                gone.add(key);
            } else if (!gone.contains(key) && filter.matches(event)) {
                kept.add(new FoundEvent(event, new JobThen(new JobCreated(), 0, 0, false, null)));
            }
        }
        return kept.stream().sorted(order).map(EventSearchTest::name).toList();
    }

    private Matches<FoundEvent> search(int node, EventFilter filter, Selection<FoundEvent> selection) {
        return cluster.api(node)
                .events()
                .search(filter, selection, ReadAfter.NOTHING)
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }

    private static List<String> names(Matches<FoundEvent> matches) {
        return matches.found().stream().map(EventSearchTest::name).toList();
    }

    private static String name(FoundEvent found) {
        return found.event().getSchema().getName() + " " + found.jobKey() + "/" + found.sequence();
    }
}
