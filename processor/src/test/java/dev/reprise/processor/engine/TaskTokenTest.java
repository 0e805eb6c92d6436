package dev.reprise.processor.engine;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.command.ActivateJobs;
import dev.reprise.command.CreateJob;
import dev.reprise.command.GiveBackJob;
import dev.reprise.event.JobActivated;
import dev.reprise.processor.engine.rows.MapRows;
import dev.reprise.reply.ActivatedJob;
import dev.reprise.reply.JobsActivated;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Task tokens go out with every activation, and follow from it. */
class TaskTokenTest {
    private final MapRows rows = new MapRows();
    private int commands;

    private static Engine engine(TaskTokenSigner signer, MapRows rows) {
        return new Engine(new EngineSettings(1000, signer), type -> Optional.empty(), rows);
    }

    private Moment now() {
        return new Moment(EngineSpec.T0 + commands, new Cause("c" + ++commands, null, 0, 0));
    }

    private Result activate(Engine engine) {
        return engine.handle(
                ActivateJobs.newBuilder()
                        .setType("t")
                        .setWorker("w")
                        .setMaxJobs(1)
                        .setTimeout(1000)
                        .build(),
                now());
    }

    private static ActivatedJob handedOut(Result result) {
        return ((JobsActivated) requireNonNull(result.answer())).getJobs().get(0);
    }

    @Test
    void theTokenIsInTheEventAndInTheAnswer() {
        Engine engine = engine(
                (jobKey, attempt, sequence, at) ->
                        String.join("/", "" + jobKey, "" + attempt, "" + sequence, "" + (at - EngineSpec.T0)),
                rows);
        engine.handle(CreateJob.newBuilder().setJobKey(7).setType("t").build(), now());

        Result first = activate(engine);
        assertThat(((JobActivated) first.events().get(0)).getTaskToken()).isEqualTo("7/1/2/1");
        assertThat(handedOut(first).getTaskToken()).isEqualTo("7/1/2/1");

        engine.handle(GiveBackJob.newBuilder().setJobKey(7).build(), now());
        JobActivated second = (JobActivated) activate(engine).events().get(0);
        assertThat(second.getTaskToken())
                .as("attempt 1 again, but another lease")
                .isEqualTo("7/1/4/3");
        assertThat(second.getLeaseToken())
                .isEqualTo(LeaseTokens.of(7, 4, second.getOccurredAt().toEpochMilli()));
    }

    @Test
    void withoutASecretThereIsNone() {
        Engine engine = engine(TaskTokenSigner.NONE, rows);
        engine.handle(CreateJob.newBuilder().setJobKey(7).setType("t").build(), now());

        Result result = activate(engine);
        assertThat(((JobActivated) result.events().get(0)).getTaskToken()).isNull();
        assertThat(handedOut(result).getTaskToken()).isNull();
    }
}
