package dev.reprise.processor.engine.create;

import dev.reprise.command.CreateJob;
import dev.reprise.common.RejectionType;
import dev.reprise.processor.engine.Check;
import dev.reprise.processor.engine.Decider;
import dev.reprise.processor.engine.Decision;
import dev.reprise.processor.engine.JobsView;
import dev.reprise.processor.engine.Moment;
import dev.reprise.processor.engine.NewEvents;
import java.util.Optional;

/** Creates a job, unless its key is taken. */
public final class CreateJobDecider implements Decider<CreateJob> {
    /** Retries of a job that is created without (Camunda: 3). */
    public static final int DEFAULT_RETRIES = 3;

    @Override
    public Decision decide(CreateJob command, JobsView jobs, Moment now) {
        Optional<Decision> mistake = check(command);
        if (mistake.isPresent()) {
            return mistake.get();
        }
        if (jobs.job(command.getJobKey()).isPresent()) {
            return Decision.rejected(
                    RejectionType.ALREADY_EXISTS,
                    "Expected to create job %d, but there is one with this key".formatted(command.getJobKey()));
        }
        Integer retries = command.getRetries();
        return NewEvents.created(command, retries == null ? DEFAULT_RETRIES : retries, now)
                .accepted();
    }

    private static Optional<Decision> check(CreateJob command) {
        Integer retries = command.getRetries();
        long bytes = Check.bytes(command.getVariables()) + Check.bytesOfTexts(command.getHeaders());
        return new Check()
                .jobKey(command.getJobKey())
                .name("the type", command.getType())
                .name("the tenant id", command.getTenantId())
                .text("the business key", command.getBusinessKey(), 255)
                .that(retries == null || retries > 0, "Expected retries to be 1 or more, but they were %d", retries)
                .that(
                        bytes <= Check.PAYLOAD_BYTES,
                        "Expected variables and headers to take at most %d bytes, but they took %d",
                        Check.PAYLOAD_BYTES,
                        bytes)
                .process(command.getProcess())
                .mistake();
    }
}
