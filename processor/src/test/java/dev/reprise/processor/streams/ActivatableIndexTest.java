package dev.reprise.processor.streams;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.command.CreateJob;
import dev.reprise.command.GiveBackJob;
import dev.reprise.reply.ActivatedJob;
import dev.reprise.reply.JobsActivated;
import dev.reprise.schemas.RecordHeaders;
import dev.reprise.schemas.Topics;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is remembered of the index of waiting jobs must never hide one. */
class ActivatableIndexTest extends TopologySpec {
    private final long seed = Long.getLong("reprise.seed", System.nanoTime());

    @Test
    void handsOutEveryJobWhateverCameBefore() {
        Random random = new Random(seed);
        long created = 0;
        java.util.Set<Long> held = new java.util.TreeSet<>();
        for (int step = 0; step < 400; step++) {
            switch (random.nextInt(4)) {
                case 0 ->
                    command(CreateJob.newBuilder(create(++created))
                            .setPriority(random.nextInt(3))
                            .build());
                case 1 -> held.addAll(handOut(1 + random.nextInt(3)));
                case 2 ->
                    held.stream().findFirst().ifPresent(job -> {
                        command(GiveBackJob.newBuilder().setJobKey(job).build());
                        held.remove(job);
                    });
                default -> topology.clock(topology.now() + random.nextInt(2_000) - 900);
            }
        }
        held.addAll(handOut(1_000));
        assertThat(held).as("seed %d", seed).hasSize((int) created);
        assertThat(handOut(1)).isEmpty();
    }

    @Test
    void takesTheHighestPriorityThenTheLongestWaiting() {
        command(CreateJob.newBuilder(create(1)).setPriority(0).build());
        topology.clock(T0 + 1);
        command(CreateJob.newBuilder(create(2)).setPriority(5).build());
        command(CreateJob.newBuilder(create(3)).setPriority(0).build());
        command(CreateJob.newBuilder(create(4)).setPriority(-5).build());
        assertThat(handOut(2)).containsExactly(2L, 1L);
        command(CreateJob.newBuilder(create(5)).setPriority(9).build());
        assertThat(handOut(9)).containsExactly(5L, 3L, 4L);
    }

    @Test
    void saysWhetherMoreAreThereThanFitIntoTheAnswer() {
        command(activate(1, ofSeconds(30)));
        createdJob(1);
        command(activate(5, ofSeconds(30)), RecordHeaders.REPLY_TO, "0");
        JobsActivated answer =
                (JobsActivated) topology.takeRecords(Topics.JOB_REPLIES).get(0);
        assertThat(answer.getTruncated())
                .as("the job handed out is not one that is left")
                .isFalse();
    }

    private List<Long> handOut(int maxJobs) {
        command(activate(maxJobs, ofSeconds(3_000)), RecordHeaders.REPLY_TO, "0");
        JobsActivated answer =
                (JobsActivated) topology.takeRecords(Topics.JOB_REPLIES).get(0);
        return answer.getJobs().stream().map(ActivatedJob::getJobKey).toList();
    }
}
