package dev.reprise.processor.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.command.ActivateJobs;
import dev.reprise.command.AnnotateIncident;
import dev.reprise.command.CancelJob;
import dev.reprise.command.CompleteJob;
import dev.reprise.command.CreateJob;
import dev.reprise.command.FailJob;
import dev.reprise.command.GiveBackJob;
import dev.reprise.command.LockJob;
import dev.reprise.command.ResolveIncident;
import dev.reprise.command.RetryJobNow;
import dev.reprise.command.SetJobVariables;
import dev.reprise.command.ThrowJobError;
import dev.reprise.command.UpdateJob;
import dev.reprise.common.RejectionType;
import dev.reprise.common.Variable;
import dev.reprise.processor.engine.rows.MapRows;
import dev.reprise.reply.CommandAccepted;
import dev.reprise.reply.CommandRejected;
import dev.reprise.state.Job;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** To a command that may touch one tenant's jobs, those of others do not exist; whoever wrote it cannot tell the difference. */
class OtherTenantsTest {
    private static final long THEIRS = 7;
    private static final long NOBODYS = 8;
    private static final Map<String, Variable> VARIABLES =
            Map.of("a", Variable.newBuilder().setValue("1").build());

    /** Every command to a job but its creation. */
    private static final List<LongFunction<SpecificRecord>> COMMANDS = List.of(
            key -> AnnotateIncident.newBuilder()
                    .setJobKey(key)
                    .setAnnotation("note")
                    .build(),
            key -> CancelJob.newBuilder().setJobKey(key).build(),
            key -> CompleteJob.newBuilder().setJobKey(key).build(),
            key -> FailJob.newBuilder().setJobKey(key).setRetries(1).build(),
            key -> GiveBackJob.newBuilder().setJobKey(key).setInAnyState(true).build(),
            key -> LockJob.newBuilder()
                    .setJobKey(key)
                    .setWorker("w")
                    .setTimeout(1_000)
                    .build(),
            key -> ResolveIncident.newBuilder().setJobKey(key).build(),
            key -> RetryJobNow.newBuilder().setJobKey(key).build(),
            key -> SetJobVariables.newBuilder()
                    .setJobKey(key)
                    .setVariables(VARIABLES)
                    .build(),
            key -> ThrowJobError.newBuilder().setJobKey(key).setErrorCode("E").build(),
            key -> UpdateJob.newBuilder().setJobKey(key).setRetries(3).build());

    private final MapRows rows = new MapRows();
    private final Engine engine = new Engine(EngineSettings.DEFAULT, type -> Optional.empty(), rows);
    private int commands;

    @Test
    void theseAreAllTheCommandsThereAre() {
        assertThat(new Deciders(EngineSettings.DEFAULT).commands()).hasSize(COMMANDS.size() + 2);
    }

    @Test
    void noCommandFindsAJobOfAnotherTenant() {
        create(THEIRS, "theirs");
        Job before = job();
        for (LongFunction<SpecificRecord> command : COMMANDS) {
            Result theirs = handle(command.apply(THEIRS), Set.of("ours"));
            Result nobodys = handle(command.apply(NOBODYS), Set.of("ours"));

            assertThat(theirs.events()).isEmpty();
            CommandRejected refusal = refused(theirs);
            CommandRejected none = refused(nobodys);
            assertThat(refusal.getType()).isEqualTo(RejectionType.NOT_FOUND).isEqualTo(none.getType());
            assertThat(refusal.getReason()).isEqualTo(none.getReason().replace("8", "7"));
            assertThat(refusal.getJobState()).isNull();
        }
        assertThat(job()).isEqualTo(before);
        assertThat(rows.refusals(THEIRS)).isEmpty();
    }

    @Test
    void everyCommandFindsAJobOfATenantOfItsOwn() {
        create(THEIRS, "theirs");
        for (LongFunction<SpecificRecord> command : COMMANDS) {
            SpecificRecord answer =
                    handle(command.apply(THEIRS), Set.of("ours", "theirs")).answer();
            assertThat(answer instanceof CommandRejected rejected ? rejected.getReason() : "")
                    .doesNotContain("there is no such job");
        }
    }

    @Test
    void whoeverMayTouchNoneFindsNone() {
        create(THEIRS, "theirs");
        assertThat(handle(CancelJob.newBuilder().setJobKey(THEIRS).build(), Set.of())
                        .events())
                .isEmpty();
    }

    @Test
    void theAnswerToAnothersCommandIsNotGivenAgain() {
        create(THEIRS, "theirs");
        SpecificRecord failure =
                FailJob.newBuilder().setJobKey(THEIRS).setRetries(1).build();
        engine.handle(failure, new Moment(EngineSpec.T0, new Cause("same", null, 0, 0)));

        Cause again = new Cause("same", null, 0, 1, false, Set.of("ours"));
        assertThat(engine.handle(failure, new Moment(EngineSpec.T0, again)).answer())
                .isInstanceOfSatisfying(
                        CommandRejected.class,
                        refused -> assertThat(refused.getType()).isEqualTo(RejectionType.NOT_FOUND));
    }

    @Test
    void aKeyThatAnotherTenantHasIsTaken() {
        create(THEIRS, "theirs");
        Job before = job();
        Result result = handle(creation(THEIRS, "ours"), Set.of("ours"));
        assertThat(result.events()).isEmpty();
        CommandRejected refused = refused(result);
        assertThat(refused.getType()).isEqualTo(RejectionType.ALREADY_EXISTS);
        assertThat(refused.getJobState()).isNull();
        assertThat(job()).isEqualTo(before);
    }

    @Test
    void askingAPartitionForJobsIsNoCommandToAJob() {
        create(THEIRS, "theirs");
        Result result = handle(
                ActivateJobs.newBuilder()
                        .setType("t")
                        .setWorker("w")
                        .setMaxJobs(1)
                        .setTimeout(1_000)
                        .setTenantIds(List.of("ours"))
                        .build(),
                Set.of("ours"));
        assertThat(result.events()).isEmpty();
    }

    private void create(long key, String tenant) {
        assertThat(handle(creation(key, tenant), null).answer()).isInstanceOf(CommandAccepted.class);
    }

    private static CreateJob creation(long key, String tenant) {
        return CreateJob.newBuilder()
                .setJobKey(key)
                .setType("t")
                .setTenantId(tenant)
                .build();
    }

    private Result handle(SpecificRecord command, @Nullable Set<String> tenants) {
        Cause cause = new Cause("c" + ++commands, null, 0, commands, false, tenants);
        return engine.handle(command, new Moment(EngineSpec.T0, cause));
    }

    private static CommandRejected refused(Result result) {
        return (CommandRejected) Objects.requireNonNull(result.answer());
    }

    private Job job() {
        return Job.newBuilder(rows.job(THEIRS).orElseThrow()).build();
    }
}
