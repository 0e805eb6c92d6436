package dev.reprise.processor.streams;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.command.CreateJob;
import dev.reprise.reply.JobsActivated;
import dev.reprise.reply.JobsAvailable;
import dev.reprise.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoticesTest extends TopologySpec {
    private static final String TENANT = "<default>";
    private static final JobsAvailable OF_TYPE = new JobsAvailable(TYPE, TENANT, 0);

    @Test
    void wakeEveryoneWhenATaskBegins() {
        topology.tick();
        assertThat(notices()).containsExactly(new JobsAvailable("", "", 0));
        topology.tick();
        assertThat(notices()).isEmpty();
        topology.restart();
        topology.tick();
        assertThat(notices()).containsExactly(new JobsAvailable("", "", 0));
    }

    @Test
    void comeOnceWhenThereIsAJobThatWasAskedForInVain() {
        command(activate(1, ofSeconds(30)));
        assertThat(notices()).isEmpty();
        createdJob(1);
        assertThat(notices()).containsExactly(OF_TYPE);
        createdJob(2);
        assertThat(notices())
                .as("one is enough until someone asks in vain again")
                .isEmpty();
    }

    @Test
    void comeWhenFewerWereHandedOutThanWanted() {
        createdJob(1);
        command(activate(2, ofSeconds(30)));
        createdJob(2);
        assertThat(notices()).containsExactly(OF_TYPE);
    }

    @Test
    void doNotComeWhenNobodyWaits() {
        createdJob(1);
        createdJob(2);
        command(activate(1, ofSeconds(30))); // got all it wanted
        createdJob(3);
        assertThat(notices()).isEmpty();
    }

    @Test
    void comeForRetriesThatFallDue() {
        backingOff(1, ofSeconds(5));
        command(activate(1, ofSeconds(30)));
        notices();
        topology.advance(ofSeconds(5));
        assertThat(notices()).contains(OF_TYPE);
    }

    @Test
    void comeForLeasesThatRunOut() {
        createdJob(1);
        command(activate(1, ofSeconds(30)));
        command(activate(1, ofSeconds(30)));
        notices();
        topology.advance(ofSeconds(30));
        assertThat(notices()).contains(OF_TYPE);
    }

    @Test
    void areForTheTenantsThatWereAskedFor() {
        command(activateBuilder(1, ofSeconds(30))
                .setTenantIds(List.of("a", "b"))
                .build());
        command(create(1));
        command(CreateJob.newBuilder(create(2)).setTenantId("b").build());
        assertThat(notices()).containsExactly(new JobsAvailable(TYPE, "b", 0));
        command(CreateJob.newBuilder(create(3)).setTenantId("a").build());
        assertThat(notices()).containsExactly(new JobsAvailable(TYPE, "a", 0));
    }

    @Test
    void areNotLostForWantOfRoom() {
        HungryTypes hungry = new HungryTypes(3);
        List<JobsAvailable> forgotten = new ArrayList<>();
        for (int i = 0; i < 10_001; i++) {
            forgotten.addAll(hungry.asked(
                    activateBuilder(1, ofSeconds(1)).setType("type-" + i).build(),
                    new JobsActivated("c", List.of(), false, 3, 0L)));
        }
        assertThat(forgotten).containsExactly(new JobsAvailable("type-0", TENANT, 3));
    }

    private List<JobsAvailable> notices() {
        return topology.takeRecords(Topics.JOB_NOTICES).stream()
                .map(JobsAvailable.class::cast)
                .toList();
    }
}
