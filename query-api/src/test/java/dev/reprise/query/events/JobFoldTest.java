package dev.reprise.query.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.event.JobCreated;
import dev.reprise.event.JobPurged;
import dev.reprise.processor.engine.apply.EventHeader;
import dev.reprise.query.Commands;
import dev.reprise.query.EngineOnMaps;
import dev.reprise.query.JobThen;
import dev.reprise.state.Job;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.RepeatedTest;

class JobFoldTest {
    private static final int JOBS = 12;

    private final EngineOnMaps engine = new EngineOnMaps(1);
    private final Map<Long, JobThen> folded = new HashMap<>();
    private int seen;

    @RepeatedTest(5)
    void saysAfterEveryCommandWhatTheEngineSays() {
        long seed = Long.getLong("reprise.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < 400; i++) {
            if (random.nextInt(4) == 0) {
                engine.pass(random.nextInt(40_000));
            } else {
                engine.handleIn(0, Commands.any(random, JOBS));
            }
            engine.events().stream().skip(seen).forEach(this::fold);
            seen = engine.events().size();
            for (Job job : engine.jobs()) {
                JobThen now = Objects.requireNonNull(folded.get(job.getJobKey()), () -> "seed " + seed);
                assertThat(now.priority()).as("seed %d", seed).isEqualTo(job.getPriority());
                assertThat(now.retries()).as("seed %d", seed).isEqualTo(job.getRetries());
                assertThat(now.retriesGiven()).as("seed %d", seed).isEqualTo(job.getRetriesGiven());
                assertThat(now.worker()).as("seed %d", seed).isEqualTo(job.getWorker());
                assertThat(now.created().getVariables()).isEmpty();
                assertThat(now.created().getHeaders()).isEmpty();
            }
        }
    }

    private void fold(SpecificRecord event) {
        long key = EventHeader.jobKey(event);
        if (event instanceof JobCreated created) {
            folded.put(key, JobFold.begin(created));
        } else if (event instanceof JobPurged) {
            folded.remove(key);
        } else {
            folded.computeIfPresent(key, (jobKey, before) -> JobFold.next(before, event));
        }
    }
}
