package dev.reprise.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.query.access.Tenants;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TenantReadsTest {
    private final ReadCluster cluster = new ReadCluster(4, 2);

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void aTenantsViewHasItsOwnJobsAndNoOthers() {
        for (long key = 1; key <= 20; key++) {
            String tenant = key % 2 == 0 ? "acme" : "other";
            cluster.engine.handle(
                    key,
                    dev.reprise.command.CreateJob.newBuilder(Commands.create(key))
                            .setTenantId(tenant)
                            .build());
            cluster.engine.handle(key, Commands.fail(key, 0, 0));
        }
        cluster.model.catchUp(cluster.engine);
        Tenants acme = Tenants.of(Set.of("acme"));
        JobQueries jobs = cluster.api(0).jobs().within(acme);

        assertThat(jobs.job(2).join()).isPresent();
        assertThat(jobs.job(1).join()).isEmpty();
        assertThat(jobs.jobs(JobFilter.ALL, 0, 100, ReadAfter.NOTHING).join().jobs())
                .hasSize(10)
                .allSatisfy(found -> assertThat(found.job().getTenantId()).isEqualTo("acme"));
        assertThat(jobs.jobs(JobFilter.ALL.withTenantIds(Set.of("other")), 0, 100, ReadAfter.NOTHING)
                        .join()
                        .jobs())
                .isEmpty();
        assertThat(jobs.search(JobSearch.of(JobFilter.ALL, Selection.count(any -> true)), ReadAfter.NOTHING)
                        .join()
                        .total())
                .isEqualTo(10);

        IncidentQueries incidents = cluster.api(0).incidents().within(acme);
        assertThat(incidents.incident(2, ReadAfter.NOTHING).join()).isPresent();
        assertThat(incidents.incident(1, ReadAfter.NOTHING).join()).isEmpty();
        assertThat(incidents
                        .search(IncidentFilter.ALL, Selection.count(any -> true), ReadAfter.NOTHING)
                        .join()
                        .total())
                .isEqualTo(10);

        EventQueries events = cluster.api(0).events().within(acme);
        assertThat(events.event(2, 1, ReadAfter.NOTHING).join()).isPresent();
        assertThat(events.event(1, 1, ReadAfter.NOTHING).join()).isEmpty();
        assertThat(events.search(
                                EventFilter.ALL.withKeys(Set.of(1L, 2L)),
                                Selection.first(100, any -> true, FoundEvent.OLDEST_FIRST),
                                ReadAfter.NOTHING)
                        .join()
                        .found())
                .isNotEmpty()
                .allSatisfy(found -> assertThat(found.jobKey()).isEqualTo(2));
    }

    @Test
    void whoHasNoTenantSeesNothing() {
        cluster.engine.handle(1, Commands.create(1));
        JobQueries jobs = cluster.api(0).jobs().within(Tenants.of(List.of()));
        assertThat(jobs.job(1).join()).isEmpty();
        assertThat(jobs.jobs(JobFilter.ALL, 0, 100, ReadAfter.NOTHING).join().jobs())
                .isEmpty();
    }

    @Test
    void narrowingLeavesWhatBothHave() {
        Tenants tenants = Tenants.of(Set.of("a", "b"));
        assertThat(tenants.narrow(null)).containsExactlyInAnyOrder("a", "b");
        assertThat(tenants.narrow(Set.of("b", "c"))).containsExactly("b");
        assertThat(tenants.narrow(Set.of("c"))).isEmpty();
        assertThat(Tenants.ALL.narrow(null)).isNull();
        assertThat(Tenants.ALL.narrow(Set.of("c"))).containsExactly("c");
    }

    @Test
    void whatIsMadeWithoutATenantBelongsToTheOnlyOneThereIs() {
        assertThat(Tenants.of(Set.of("a")).byDefault()).isEqualTo("a");
        assertThat(Tenants.of(Set.of("a", "b")).byDefault()).isEqualTo(Tenants.DEFAULT);
        assertThat(Tenants.of(Set.of("a", "b")).unnamed()).containsExactly("a", "b");
        assertThat(Tenants.of(Set.of("a", Tenants.DEFAULT)).unnamed()).containsExactly(Tenants.DEFAULT);
        assertThat(Tenants.ALL.byDefault()).isEqualTo(Tenants.DEFAULT);
    }
}
