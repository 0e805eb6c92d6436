package dev.reprise.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.common.JobState;
import dev.reprise.query.http.ProblemException;
import dev.reprise.schemas.JobKeys;
import dev.reprise.state.Job;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class JobSearchTest {
    private static final int PARTITIONS = 5;
    private static final Comparator<FoundJob> NEWEST =
            Comparator.comparingLong(JobSearchTest::key).reversed();
    private static final Comparator<FoundJob> BY_TYPE =
            Comparator.comparing(found -> found.job().getType());

    /** So little that a page sees a few rows. */
    private static final QuerySettings SCANT = new QuerySettings(
            7, Duration.ofMillis(250), 40_000, 10, Duration.ofSeconds(60), 32 << 20, 2, Duration.ofSeconds(10));

    private ReadCluster cluster = new ReadCluster(PARTITIONS, 3, SCANT);

    @AfterEach
    void close() {
        cluster.close();
    }

    @RepeatedTest(3)
    void findsTheWindowAndTheTotalWhateverTheFilterAndTheOrder() {
        long seed = Long.getLong("reprise.seed", System.nanoTime());
        Random random = new Random(seed);
        fill(random);

        for (Comparator<FoundJob> order : List.of(NEWEST, BY_TYPE, BY_TYPE.reversed())) {
            for (JobFilter filter : filters()) {
                Predicate<FoundJob> odd = found -> key(found) % 3 != 0;
                List<Long> all = expected(filter, odd, order);
                int offset = random.nextInt(30);
                int limit = random.nextInt(30);
                Matches<FoundJob> matches = search(
                        random.nextInt(3),
                        JobSearch.of(filter, new Selection<>(odd, any -> true, order, offset, limit)));

                assertThat(matches.total()).as("seed %d, %s", seed, filter).isEqualTo(all.size());
                assertThat(keys(matches))
                        .as("seed %d, %s", seed, filter)
                        .isEqualTo(all.stream().skip(offset).limit(limit).toList());
                assertThat(matches.complete()).isTrue();
            }
        }
    }

    @Test
    void countsWhatIsBeforeTheCursorAndShowsWhatIsAfterIt() {
        fill(60);

        Matches<FoundJob> matches = search(
                0,
                JobSearch.of(
                        JobFilter.ALL,
                        Selection.<FoundJob>first(3, any -> true, Comparator.comparingLong(JobSearchTest::key))
                                .showing(found -> key(found) > 17)));

        assertThat(matches.total()).isEqualTo(60);
        assertThat(keys(matches)).containsExactly(18L, 19L, 20L);
        assertThat(matches.complete()).isTrue();
    }

    @Test
    void readsPartsForTheWindowAloneOrForTheSelection() {
        fill(60);
        Selection<FoundJob> five = Selection.first(5, any -> true, NEWEST);

        assertThat(search(0, JobSearch.of(JobFilter.ALL, five)).found())
                .allMatch(found -> found.payload() == null && found.errorDetails() == null);
        assertThat(search(0, JobSearch.of(JobFilter.ALL, five).show(JobPart.PAYLOAD, JobPart.ERROR_DETAILS))
                        .found())
                .hasSize(5)
                .allMatch(found -> found.payload() != null
                        && found.payload().getVariables().containsKey("amount"));
        assertThat(search(0, JobSearch.of(JobFilter.ALL, five).show(JobPart.HEADERS))
                        .found())
                .hasSize(5)
                .allMatch(found -> found.payload() != null
                        && found.payload().getVariables().isEmpty()
                        && "eu".equals(found.payload().getHeaders().get("region")));
        Selection<FoundJob> eu = Selection.first(
                5,
                found -> found.payload() != null
                        && "eu".equals(found.payload().getHeaders().get("region")),
                NEWEST);
        assertThat(search(1, JobSearch.of(JobFilter.ALL, eu).selectBy(JobPart.PAYLOAD))
                        .total())
                .isEqualTo(60);
    }

    @Test
    void looksUpKeysAndNothingElse() {
        fill(60);
        AtomicInteger looked = new AtomicInteger();

        Matches<FoundJob> matches = search(
                0,
                JobSearch.of(
                        JobFilter.ALL.withKeys(Set.of(3L, 17L, 999L)),
                        Selection.first(10, any -> looked.incrementAndGet() > 0, NEWEST)));

        assertThat(keys(matches)).containsExactly(17L, 3L);
        assertThat(looked).hasValue(2);
        assertThat(search(0, JobSearch.of(JobFilter.ALL.withKeys(Set.of()), Selection.count(any -> true)))
                        .total())
                .isZero();
    }

    @Test
    void doesNotAskForPartitionsThatTheKeysAreNotIn() {
        fill(60);
        cluster.lose(0);
        long elsewhere = 1;
        while (JobKeys.partitionFor(elsewhere, PARTITIONS) == 0) {
            elsewhere++;
        }

        assertThat(search(0, JobSearch.of(JobFilter.ALL.withKeys(Set.of(elsewhere)), Selection.count(any -> true)))
                        .total())
                .isEqualTo(1);
        assertThat(problem(JobSearch.of(JobFilter.ALL, Selection.count(any -> true))))
                .isEqualTo("partition-unavailable");
    }

    @Test
    void goesOnWhereAPartitionHasMovedTo() {
        fill(200);
        AtomicInteger looked = new AtomicInteger();
        Predicate<FoundJob> moving = found -> {
            if (looked.incrementAndGet() == 5) {
                for (int partition = 0; partition < PARTITIONS; partition++) {
                    cluster.move(partition, 0);
                }
            }
            return true;
        };

        for (int i = 0; i < 10; i++) {
            try {
                assertThat(cluster.api(0)
                                .jobs()
                                .search(JobSearch.of(JobFilter.ALL, Selection.count(moving)), ReadAfter.NOTHING)
                                .join()
                                .total())
                        .isEqualTo(200);
                return;
            } catch (CompletionException e) {
                assertThat(e.getCause()).isInstanceOf(ProblemException.class); // asked in the moment of the move
            }
        }
        throw new AssertionError("Expected a search to end after the partitions had moved");
    }

    @Test
    void saysThatItsTimeIsOver() {
        restart(SCANT.withSearch(Duration.ofMillis(500), 32 << 20, 2));
        fill(100);
        Predicate<FoundJob> slow = any -> {
            pause();
            return true;
        };

        Matches<FoundJob> matches = search(0, JobSearch.of(JobFilter.ALL, Selection.first(5, slow, NEWEST)));

        assertThat(matches.complete()).isFalse();
        assertThat(matches.total()).isLessThan(100);
        assertThatThrownBy(matches::orTooMuch).isInstanceOf(ProblemException.class);
    }

    @Test
    void keepsTheBestWhenItsMemoryIsFull() {
        restart(SCANT.withSearch(Duration.ofSeconds(60), 20_000, 2));
        fill(300);

        Matches<FoundJob> matches = search(0, JobSearch.of(JobFilter.ALL, Selection.first(250, any -> true, NEWEST)));

        assertThat(matches.complete()).isFalse();
        assertThat(matches.total()).isEqualTo(300);
        assertThat(keys(matches))
                .hasSizeBetween(10, 100)
                .isEqualTo(sequence(300, matches.found().size()));
        assertThat(search(0, JobSearch.of(JobFilter.ALL, Selection.first(5, any -> true, NEWEST)))
                        .complete())
                .isTrue();
    }

    @Test
    void takesTurnsWithOthersAndRefusesOneTooMany() throws InterruptedException {
        restart(SCANT.withSearch(Duration.ofSeconds(60), 32 << 20, 1));
        fill(10);
        CountDownLatch open = new CountDownLatch(1);
        Predicate<FoundJob> held = any -> {
            try {
                return open.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                return false;
            }
        };
        List<CompletableFuture<Matches<FoundJob>>> searches = new ArrayList<>();
        for (int i = 0; i < 17; i++) {
            searches.add(cluster.api(0)
                    .jobs()
                    .search(JobSearch.of(JobFilter.ALL, Selection.count(held)), ReadAfter.NOTHING));
        }

        assertThat(problem(JobSearch.of(JobFilter.ALL, Selection.count(any -> true))))
                .isEqualTo("too-many-waiting");
        assertThat(searches).noneMatch(CompletableFuture::isDone);
        open.countDown();
        for (CompletableFuture<Matches<FoundJob>> search : searches) {
            assertThat(search.orTimeout(30, TimeUnit.SECONDS).join().total()).isEqualTo(10);
        }
    }

    @Test
    void endsWhenTheNodeStopsAndWhenTheSelectionThrows() {
        fill(10);
        assertThatThrownBy(() -> search(0, JobSearch.of(JobFilter.ALL, Selection.count(any -> {
                    throw new IllegalStateException("a bug");
                }))))
                .hasCauseInstanceOf(IllegalStateException.class);

        CompletableFuture<Matches<FoundJob>> search = cluster.api(0)
                .jobs()
                .search(
                        JobSearch.of(JobFilter.ALL, Selection.count(any -> {
                            pause();
                            return true;
                        })),
                        ReadAfter.NOTHING);
        cluster.api(0).close();
        assertThatThrownBy(() -> search.orTimeout(30, TimeUnit.SECONDS).join())
                .hasCauseInstanceOf(ProblemException.class);
        assertThat(problem(JobSearch.of(JobFilter.ALL, Selection.count(any -> true))))
                .isEqualTo("partition-unavailable");
    }

    @Test
    void isAsNewAsAskedFor() {
        Position position = cluster.engine.handle(1, Commands.create(1));
        JobSearch all = JobSearch.of(JobFilter.ALL, Selection.count(any -> true));

        assertThat(cluster.api(1)
                        .jobs()
                        .search(all, ReadAfter.position(position))
                        .join()
                        .total())
                .isEqualTo(1);
        Position future = new Position(position.partition(), position.offset() + 1);
        assertThatThrownBy(() -> cluster.api(1)
                        .jobs()
                        .search(all, new ReadAfter(future, Duration.ofMillis(10)))
                        .join())
                .hasMessageContaining("Expected partition");
    }

    private static List<JobFilter> filters() {
        return List.of(
                JobFilter.ALL,
                JobFilter.incidents(),
                JobFilter.incidents().withIncidentCode("REFUSED"),
                JobFilter.ALL.withStates(Set.of(JobState.INCIDENT, JobState.ACTIVATED)),
                JobFilter.ALL.withStates(Set.of()),
                JobFilter.ALL.withTypes(Set.of("send-mail")),
                JobFilter.ALL.withTypes(Set.of("send-mail", Commands.TYPE)).withTenantIds(Set.of("<default>")),
                JobFilter.ALL.withTenantIds(Set.of("nobody")),
                JobFilter.ALL.withWorker(Commands.WORKER),
                JobFilter.ALL.withBusinessKey("order-7"),
                JobFilter.ALL.withProcessIds(Set.of("send-mail")),
                JobFilter.incidents().withKeys(Set.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 1_000L)));
    }

    private List<Long> expected(JobFilter filter, Predicate<FoundJob> where, Comparator<FoundJob> order) {
        return cluster.engine.jobs().stream()
                .filter(filter::matches)
                .map(job -> new FoundJob(job, null, null, null))
                .filter(where)
                .sorted(order.thenComparingLong(JobSearchTest::key))
                .map(JobSearchTest::key)
                .toList();
    }

    private Matches<FoundJob> search(int node, JobSearch search) {
        return cluster.api(node)
                .jobs()
                .search(search, ReadAfter.NOTHING)
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }

    private String problem(JobSearch search) {
        try {
            throw new AssertionError("Expected a problem, but got " + search(0, search));
        } catch (CompletionException e) {
            if (e.getCause() instanceof ProblemException fault) {
                return fault.problem().type().code();
            }
            throw e;
        }
    }

    private void restart(QuerySettings settings) {
        cluster.close();
        cluster = new ReadCluster(PARTITIONS, 3, settings);
    }

    private void fill(int jobs) {
        for (long key = 1; key <= jobs; key++) {
            cluster.engine.handle(key, Commands.create(key));
        }
    }

    private void fill(Random random) {
        for (int i = 0; i < 120; i++) {
            long key = random.nextInt(3) == 0 ? 1 + random.nextInt(60) : 1 + (random.nextLong() >>> 1) / 2;
            cluster.engine.handle(key, Commands.create(key, random.nextInt(4) == 0 ? "send-mail" : Commands.TYPE));
            if (random.nextInt(3) == 0) {
                cluster.engine.handle(key, Commands.fail(key, 0, 0));
            }
        }
        for (int partition = 0; partition < PARTITIONS; partition++) {
            cluster.engine.handleIn(partition, Commands.activate(3));
        }
    }

    private static List<Long> keys(Matches<FoundJob> matches) {
        return matches.found().stream().map(JobSearchTest::key).toList();
    }

    private static List<Long> sequence(long from, int count) {
        List<Long> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            keys.add(from - i);
        }
        return keys;
    }

    private static long key(FoundJob found) {
        Job job = found.job();
        return job.getJobKey();
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(30);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
