package dev.reprise.processor.engine.activate;

import dev.reprise.command.ActivateJobs;
import dev.reprise.processor.engine.Check;
import dev.reprise.processor.engine.Decider;
import dev.reprise.processor.engine.Decision;
import dev.reprise.processor.engine.JobsView;
import dev.reprise.processor.engine.Moment;
import dev.reprise.processor.engine.NewEvents;
import dev.reprise.processor.engine.TaskTokenSigner;
import dev.reprise.processor.engine.Times;
import dev.reprise.processor.engine.rows.JobKeyIterator;
import dev.reprise.state.Job;
import dev.reprise.state.JobPayload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** Hands out waiting jobs of a partition: as many as asked for and as fit into one answer, but always one if there is one. */
public final class ActivateJobsDecider implements Decider<ActivateJobs> {
    /** Most jobs of one command. */
    public static final int MOST_JOBS = 1000;
    /** Bytes of variables and headers at which an answer is full (Camunda: 4 MB). */
    public static final long ANSWER_BYTES = 4 << 20;

    private final TaskTokenSigner taskTokens;

    public ActivateJobsDecider(TaskTokenSigner taskTokens) {
        this.taskTokens = taskTokens;
    }

    @Override
    public Decision decide(ActivateJobs command, JobsView jobs, Moment now) {
        Optional<Decision> mistake = check(command);
        if (mistake.isPresent()) {
            return mistake.get();
        }
        List<SpecificRecord> events = new ArrayList<>();
        long bytes = 0;
        for (String tenant : command.getTenantIds()) {
            try (JobKeyIterator waiting = Selection.waiting(command.getSelection(), jobs, tenant, command.getType())) {
                while (events.size() < command.getMaxJobs() && bytes < ANSWER_BYTES && waiting.hasNext()) {
                    long key = waiting.next();
                    Job job = jobs.job(key)
                            .orElseThrow(() -> new IllegalStateException(
                                    "Expected activatable job " + key + " to exist, but it does not"));
                    long size =
                            jobs.payload(key).map(ActivateJobsDecider::bytes).orElse(0L);
                    if (!events.isEmpty() && bytes + size > ANSWER_BYTES) {
                        return new Decision.Accepted(List.copyOf(events));
                    }
                    bytes += size;
                    events.addAll(NewEvents.of(job, now)
                            .activated(
                                    command.getWorker(),
                                    Times.after(now.at(), command.getTimeout()),
                                    job.getAttempt() + 1,
                                    command.getTimeoutUsesAttempt(),
                                    taskTokens)
                            .list());
                }
            }
        }
        return new Decision.Accepted(List.copyOf(events));
    }

    private static long bytes(JobPayload payload) {
        return Check.bytes(payload.getVariables()) + Check.bytesOfTexts(payload.getHeaders());
    }

    /** The first mistake in the command itself, as a rejection; whoever keeps commands waiting can say so at once. */
    public static Optional<Decision> check(ActivateJobs command) {
        Check check = new Check()
                .name("the type", command.getType())
                .text("the worker", command.getWorker(), 255) // Camunda 8 workers may have no name
                .that(
                        command.getMaxJobs() >= 1 && command.getMaxJobs() <= MOST_JOBS,
                        "Expected maxJobs to be 1 to %d, but it was %d",
                        MOST_JOBS,
                        command.getMaxJobs())
                .that(
                        command.getTimeout() >= 1,
                        "Expected timeout to be 1 ms or more, but it was %d",
                        command.getTimeout())
                .that(!command.getTenantIds().isEmpty(), "Expected at least one tenant id, but there was none")
                .that(
                        command.getTenantIds().size() <= 100,
                        "Expected at most 100 tenant ids, but there were %d",
                        command.getTenantIds().size());
        command.getTenantIds().forEach(tenant -> check.name("the tenant id", tenant));
        return check.mistake();
    }
}
