package dev.reprise.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.command.AnnotateIncident;
import dev.reprise.command.CancelJob;
import dev.reprise.command.ResolveIncident;
import dev.reprise.common.IncidentResolution;
import dev.reprise.event.IncidentCreated;
import dev.reprise.event.IncidentResolved;
import dev.reprise.event.JobPurged;
import dev.reprise.processor.engine.apply.EventHeader;
import dev.reprise.query.http.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class IncidentSearchTest {
    private static final int PARTITIONS = 4;
    private static final long DAY = 24 * 60 * 60 * 1_000L;
    private static final Comparator<FoundIncident> BY_KEY = Comparator.comparingLong(FoundIncident::jobKey);

    /** So little that a page sees a few rows. */
    private static final QuerySettings SCANT = new QuerySettings(
            3, Duration.ofMillis(250), 40_000, 100, Duration.ofSeconds(60), 32 << 20, 2, Duration.ofSeconds(10));

    private final ReadCluster cluster = new ReadCluster(PARTITIONS, 2, SCANT);

    @AfterEach
    void close() {
        cluster.close();
    }

    @RepeatedTest(5)
    void findsTheNewestIncidentOfEachJob() {
        long seed = Long.getLong("reprise.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < 600; i++) {
            if (random.nextInt(10) == 0) {
                cluster.engine.pass(random.nextInt(20_000));
            }
            any(random);
            if (random.nextInt(20) == 0) {
                cluster.model.catchUp(cluster.engine);
            }
        }
        Map<Long, Boolean> newest = newest();
        CompletableFuture.delayedExecutor(30, TimeUnit.MILLISECONDS)
                .execute(() -> cluster.model.catchUp(cluster.engine));

        for (long key = 1; key <= 40; key++) {
            assertThat(cluster.api(random.nextInt(2))
                            .incidents()
                            .incident(key, ReadAfter.NOTHING)
                            .orTimeout(60, TimeUnit.SECONDS)
                            .join()
                            .map(FoundIncident::isOpen))
                    .as("seed %d, job %d", seed, key)
                    .isEqualTo(Optional.ofNullable(newest.get(key)));
        }
        for (IncidentFilter filter : List.of(
                IncidentFilter.ALL, IncidentFilter.ALL.withKeys(Set.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 999L)))) {
            for (Boolean open : new Boolean[] {null, true, false}) {
                Matches<FoundIncident> matches =
                        search(random.nextInt(2), filter.withOpen(open), Selection.first(1_000, any -> true, BY_KEY));
                List<Long> expected = newest.entrySet().stream()
                        .filter(entry -> open == null || open.equals(entry.getValue()))
                        .map(Map.Entry::getKey)
                        .filter(key -> filter.keys() == null || filter.keys().contains(key))
                        .toList();

                assertThat(matches.found())
                        .as("seed %d, %s", seed, filter)
                        .extracting(FoundIncident::jobKey)
                        .isEqualTo(expected);
                assertThat(matches.total()).isEqualTo(expected.size());
            }
        }
    }

    @Test
    void saysHowAndWhenAnIncidentWasClosedAndWhatWasNoted() {
        cluster.engine.handle(1, Commands.create(1));
        cluster.engine.handle(1, Commands.fail(1, 0, 0));
        cluster.engine.handle(
                1,
                AnnotateIncident.newBuilder()
                        .setJobKey(1)
                        .setAnnotation("looked at")
                        .build());
        FoundIncident open = incident(1, 1);
        cluster.engine.pass(5_000);
        cluster.engine.handle(
                1, ResolveIncident.newBuilder().setJobKey(1).setRetries(1).build());
        cluster.model.catchUp(cluster.engine);

        for (int node = 0; node < 2; node++) {
            FoundIncident closed = incident(node, 1);
            assertThat(closed)
                    .isEqualTo(search(node, IncidentFilter.ALL, Selection.first(1, any -> true, BY_KEY))
                            .found()
                            .get(0));
            assertThat(closed.closed())
                    .isEqualTo(new FoundIncident.Closed(
                            Instant.ofEpochMilli(cluster.engine.now()), IncidentResolution.RESOLVED));
            assertThat(open).usingRecursiveComparison().ignoringFields("closed").isEqualTo(closed);
            assertThat(closed.annotation()).isEqualTo("looked at");
            assertThat(closed.errorMessage()).isEqualTo("Card refused");
            assertThat(closed.businessKey()).isEqualTo("order-1");
        }
    }

    @Test
    void showsAClosedIncidentEvenIfTheReadModelDoesNotYetKnow() {
        cluster.engine.handle(1, Commands.create(1));
        cluster.engine.handle(1, Commands.fail(1, 0, 0));
        cluster.model.catchUp(cluster.engine);
        cluster.engine.handle(1, CancelJob.newBuilder().setJobKey(1).build());

        assertThatThrownBy(() -> cluster.api(0)
                        .incidents()
                        .search(
                                IncidentFilter.ALL,
                                Selection.count(any -> true),
                                new ReadAfter(null, Duration.ofMillis(10)))
                        .join())
                .hasCauseInstanceOf(ProblemException.class)
                .hasMessageContaining("of job 1");
        CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS)
                .execute(() -> cluster.model.catchUp(cluster.engine));
        List<FoundIncident> found = search(0, IncidentFilter.ALL, Selection.first(5, any -> true, BY_KEY))
                .found();

        assertThat(found).hasSize(1);
        assertThat(found.get(0).closed())
                .isEqualTo(new FoundIncident.Closed(
                        Instant.ofEpochMilli(cluster.engine.now()), IncidentResolution.JOB_CANCELED));
    }

    @Test
    void isGoneWithItsJob() {
        cluster.engine.handle(1, Commands.create(1));
        cluster.engine.handle(1, Commands.fail(1, 0, 0));
        cluster.engine.handle(1, CancelJob.newBuilder().setJobKey(1).build());
        cluster.model.catchUp(cluster.engine);
        assertThat(incident(0, 1).isOpen()).isFalse();

        cluster.engine.pass(DAY);
        cluster.model.catchUp(cluster.engine);

        assertThat(search(0, IncidentFilter.ALL, Selection.count(any -> true)).total())
                .isZero();
        assertThat(cluster.api(0).incidents().incident(1, ReadAfter.NOTHING).join())
                .isEmpty();
    }

    @Test
    void needsNoReadModelForWhatIsOpen() {
        cluster.engine.handle(1, Commands.create(1));
        cluster.engine.handle(1, Commands.fail(1, 0, 0));
        cluster.model.stop("Expected an event, but got something else");

        assertThat(incident(0, 1).isOpen()).isTrue();
        assertThat(search(0, IncidentFilter.ALL.withOpen(true), Selection.count(any -> true))
                        .total())
                .isEqualTo(1);
        assertThat(search(0, IncidentFilter.ALL.withOpen(true).withKeys(Set.of(1L, 2L)), Selection.count(any -> true))
                        .total())
                .isEqualTo(1);
        assertThatThrownBy(() -> search(0, IncidentFilter.ALL, Selection.count(any -> true)))
                .hasMessageContaining("has stopped");
    }

    private FoundIncident incident(int node, long key) {
        return cluster.api(node)
                .incidents()
                .incident(key, ReadAfter.NOTHING)
                .orTimeout(60, TimeUnit.SECONDS)
                .join()
                .orElseThrow();
    }

    private Matches<FoundIncident> search(int node, IncidentFilter filter, Selection<FoundIncident> selection) {
        return cluster.api(node)
                .incidents()
                .search(filter, selection, ReadAfter.NOTHING)
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }

    private void any(Random random) {
        SpecificRecord command = Commands.any(random, 40);
        if (command.getSchema().getField("jobKey") == null) {
            cluster.engine.handleIn(random.nextInt(PARTITIONS), command);
        } else {
            cluster.engine.handle(
                    (Long) command.get(command.getSchema().getField("jobKey").pos()), command);
        }
    }

    /** Whether the newest incident of each job is open, by what has happened. */
    private Map<Long, Boolean> newest() {
        Map<Long, Boolean> newest = new TreeMap<>();
        for (SpecificRecord event : cluster.engine.events()) {
            long key = EventHeader.jobKey(event);
            if (event instanceof IncidentCreated) {
                newest.put(key, true);
            } else if (event instanceof IncidentResolved) {
                newest.put(key, false);
            } else if (event instanceof JobPurged) {
                newest.remove(key);
            }
        }
        return newest;
    }
}
